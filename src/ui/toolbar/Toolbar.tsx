import { formatCount } from '../../charts/format'
import { PACES, paceOf } from '../../state/session/pace'
import type { PlaygroundState } from '../../state/types'
import { usePlayground } from '../../state/store/store'
import { Icon } from '../icons'
import { Menu } from './Menu'

/** What drives training. Stays in sight while the page scrolls. */
export function Toolbar() {
  const embed = usePlayground((state) => state.experiment.embed)
  return (
    <div className="toolbar" role="group" aria-label="Training">
      <TrainButton />
      {embed ? (
        <EmbeddedReset />
      ) : (
        <>
          <StepButton />
          <AdvanceMenu />
          <ResetButton />
          <SpeedChoice />
        </>
      )}
    </div>
  )
}

export function TrainButton() {
  const training = usePlayground((state) => state.wantsTraining)
  const { train, pause } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button button--primary button--train"
      title={`${training ? 'Pause' : 'Train all runs in lock-step'} (Space)`}
      onClick={training ? pause : train}
    >
      <Icon name={training ? 'pause' : 'play'} />
      <span className="button__word">{training ? 'Pause' : 'Train'}</span>
    </button>
  )
}

const canStep = ({ session: { phase }, wantsTraining }: PlaygroundState) =>
  !wantsTraining && (phase === 'ready' || phase === 'paused')

export function StepButton() {
  const possible = usePlayground(canStep)
  const { stepOnce } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button button--step"
      aria-disabled={!possible}
      title="Train one step, then pause (→)"
      onClick={() => stepOnce()}
    >
      <Icon name="step" />
      Step
    </button>
  )
}

function AdvanceMenu() {
  const possible = usePlayground(canStep)
  const perEpoch = usePlayground((state) => state.session.stepsPerEpoch)
  const { stepOnce } = usePlayground((state) => state.actions)
  const epoch = perEpoch ?? 1
  return (
    <Menu
      label="Advance"
      title="Train some steps, then pause"
      icon="open"
      iconOnly
      className="popover--advance"
      items={[
        { label: '10 steps', disabled: !possible, run: () => stepOnce(10) },
        {
          label: '1 epoch',
          hint: perEpoch === null ? '' : `${formatCount(perEpoch)} steps`,
          disabled: !possible || perEpoch === null,
          run: () => stepOnce(epoch),
        },
      ]}
    />
  )
}

function ResetButton() {
  const { reset } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button button--reset"
      title="Back to step 0 with the values now in the controls (R)"
      onClick={() => reset()}
    >
      <Icon name="reset" />
      Reset
    </button>
  )
}

/** In the page of somebody else the way back to the start, once there is one to go. */
function EmbeddedReset() {
  const hasBegun = usePlayground((state) => state.session.step > 0)
  return hasBegun && <ResetButton />
}

/** Flat out, or slow enough to watch single steps. */
function SpeedChoice() {
  const pace = usePlayground(({ experiment }) => paceOf(experiment))
  const { setPace } = usePlayground((state) => state.actions)
  const paces = [...new Set([...PACES, ...(pace === null ? [] : [pace])])].sort((a, b) => b - a)
  return (
    <select
      className="select select--speed"
      aria-label="Speed"
      title="Speed: as fast as this machine can, or slow enough to watch every step"
      value={pace ?? 'full'}
      onChange={({ target }) => setPace(target.value === 'full' ? null : Number(target.value))}
    >
      <option value="full">flat out</option>
      {paces.map((one) => (
        <option key={one} value={one}>
          {one === 1 ? '1 step/s' : `${one} steps/s`}
        </option>
      ))}
    </select>
  )
}
