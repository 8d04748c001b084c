import { encodeLink } from '../../experiment/link'
import { usePlayground } from '../../state/store'
import { Icon } from '../icons'
import { ExportMenu } from './ExportMenu'
import { SharePanel } from './SharePanel'

function makeLink(): string {
  return `${location.href.split('#')[0]}#${encodeLink(usePlayground.getState().experiment)}`
}

/** The buttons that every visit needs. They stay in sight while the page scrolls. */
export function Toolbar() {
  const embed = usePlayground((state) => state.experiment.embed)
  return (
    <div className="toolbar" role="group" aria-label="Training">
      <TrainButton />
      {!embed && (
        <>
          <StepButton />
          <ResetButton />
          <span className="toolbar__gap" />
          <SharePanel makeLink={makeLink} />
          <ExportMenu />
        </>
      )}
    </div>
  )
}

function TrainButton() {
  const training = usePlayground((state) => state.wantsTraining)
  const { train, pause } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button button--primary button--train"
      onClick={training ? pause : train}
    >
      <Icon name={training ? 'pause' : 'play'} />
      {training ? 'Pause' : 'Train'}
    </button>
  )
}

function StepButton() {
  const possible = usePlayground(
    ({ phase, wantsTraining }) => !wantsTraining && (phase === 'ready' || phase === 'paused'),
  )
  const { stepOnce } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button"
      disabled={!possible}
      title="Train one step, then pause"
      onClick={() => stepOnce()}
    >
      <Icon name="step" />
      Step
    </button>
  )
}

function ResetButton() {
  const { reset } = usePlayground((state) => state.actions)
  return (
    <button
      type="button"
      className="button"
      title="Back to step 0 with the values now in the controls"
      onClick={() => reset()}
    >
      <Icon name="reset" />
      Reset
    </button>
  )
}
