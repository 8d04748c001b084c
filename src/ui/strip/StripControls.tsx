import { cellCount } from '../../state/strip/cells'
import { stripKey, stripSteps, type StripBase } from '../../state/strip/experiment'
import type { StripSettings } from '../../state/strip/settings'
import { stripRunner, useStrip } from '../../state/strip/useStrip'
import { usePlayground } from '../../state/store'
import { Icon } from '../icons'
import { exportStripCsv, exportStripPng, exportStripSvg } from './exportStrip'

const FILES: readonly { readonly name: string; readonly save: (panel: Element) => void }[] = [
  { name: 'CSV', save: exportStripCsv },
  { name: 'SVG', save: exportStripSvg },
  { name: 'PNG', save: (panel) => void exportStripPng(panel) },
]

/** Run, pause and stop the strip; take its numbers away. */
export function StripControls(props: {
  readonly base: StripBase
  readonly settings: StripSettings
}) {
  const { base, settings } = props
  const phase = useStrip((state) => state.phase)
  const hasPoints = useStrip((state) => state.points.length > 0)
  const total = cellCount(base, settings)
  /** Of these very settings: values that are done. */
  const done = useStrip((state) =>
    state.base !== null && stripKey(state.base, state.settings!) === stripKey(base, settings)
      ? state.at
      : 0,
  )
  const isTraining = usePlayground((state) => state.wantsTraining)
  const isBusy = phase === 'loading' || phase === 'training'
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
          {done === 0
            ? 'Run the strip'
            : done < total
              ? 'Go on with the strip'
              : 'Run the strip again'}
        </button>
      )}
      {(isBusy || phase === 'paused') && (
        <button type="button" className="button" onClick={() => stripRunner.stop()}>
          Stop
        </button>
      )}
      {FILES.map(({ name, save }) => (
        <button
          key={name}
          type="button"
          className="button"
          disabled={!hasPoints}
          onClick={(event) => save(event.currentTarget.closest('.strip')!)}
        >
          <Icon name="export" />
          Strip ({name})
        </button>
      ))}
      <p className="strip__size">
        {total * settings.optimizers.length} trainings of {steps.toLocaleString('en-US')} steps
        {isTraining && !isBusy && '. Pause the runs above for a quicker strip'}
      </p>
    </div>
  )
}
