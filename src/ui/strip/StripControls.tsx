import { stripKey, stripSteps, type StripBase } from '../../state/strip/experiment'
import type { StripSettings } from '../../state/strip/settings'
import { stripRunner, useStrip } from '../../state/strip/useStrip'
import { usePlayground } from '../../state/store'
import { download } from '../download'
import { Icon } from '../icons'
import { stripCsv } from './stripCsv'

/** Run, pause and stop the strip; take its numbers away. */
export function StripControls(props: {
  readonly base: StripBase
  readonly settings: StripSettings
}) {
  const { base, settings } = props
  const phase = useStrip((state) => state.phase)
  const points = useStrip((state) => state.points)
  const isUnfinished = useStrip(
    (state) =>
      state.points.length > 0 &&
      state.phase !== 'done' &&
      state.base !== null &&
      stripKey(state.base, state.settings!) === stripKey(base, settings),
  )
  const isTraining = usePlayground((state) => state.wantsTraining)
  const isBusy = phase === 'loading' || phase === 'training'
  const total = settings.values * settings.optimizers.length
  const steps = stripSteps(base, settings)
  return (
    <div className="strip__controls" role="group" aria-label="Strip">
      {isBusy ? (
        <button
          type="button"
          className="button button--primary"
          onClick={() => stripRunner.pause()}
        >
          <Icon name="pause" />
          Pause the strip
        </button>
      ) : phase === 'paused' ? (
        <button
          type="button"
          className="button button--primary"
          onClick={() => stripRunner.resume()}
        >
          <Icon name="play" />
          Go on with the strip
        </button>
      ) : (
        <button
          type="button"
          className="button button--primary"
          onClick={() => stripRunner.start(base, settings)}
        >
          <Icon name="play" />
          {isUnfinished ? 'Go on with the strip' : 'Run the strip'}
        </button>
      )}
      {(isBusy || phase === 'paused') && (
        <button type="button" className="button" onClick={() => stripRunner.stop()}>
          Stop
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={points.length === 0}
        onClick={() => {
          const { settings: of, steps: done } = useStrip.getState()
          const text = stripCsv(points, of!.optimizers, done)
          download('alig-playground-strip.csv', 'text/csv', [text])
        }}
      >
        <Icon name="export" />
        Strip (CSV)
      </button>
      <p className="strip__size">
        {total} trainings of {steps.toLocaleString('en-US')} steps
        {isTraining && !isBusy && '. Pause the runs above for a quicker strip'}
      </p>
    </div>
  )
}
