/**
 * Switches beside the headings of charts. They stand while numbers are drawn: React writes several
 * attributes of an input whenever it renders it.
 */
import { memo } from 'react'
import type { YScale } from '../../charts/types'
import { usePlayground } from '../../state/store/store'
import { type ChartId, scaleKey, scaleText } from './chartView'

/** What the step-size chart shows; kept in the link. */
export const StepSwitch = memo(function StepSwitch({ effective }: { readonly effective: boolean }) {
  const { setView } = usePlayground((state) => state.actions)
  const choices = [
    { label: 'learning rate', chosen: !effective, view: null },
    { label: 'effective step', chosen: effective, view: 'effective' },
  ]
  return (
    <fieldset
      className="segmented"
      title="Effective step: length of the move ÷ length of the gradient"
    >
      <legend className="visually-hidden">Show in the step size chart</legend>
      {choices.map(({ label, chosen, view }) => (
        <label key={label}>
          <input
            type="radio"
            name="view.step"
            checked={chosen}
            onChange={() => setView('step', view)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
})

/** Whether the y axis of a chart is logarithmic. */
export const LogSwitch = memo(function LogSwitch({
  chart,
  scale,
}: {
  readonly chart: ChartId
  readonly scale: YScale
}) {
  const { setView } = usePlayground((state) => state.actions)
  return (
    <label className="check check--small">
      <input
        type="checkbox"
        checked={scale === 'log'}
        onChange={(event) =>
          setView(scaleKey(chart), scaleText(chart, event.target.checked ? 'log' : 'linear'))
        }
      />
      log
    </label>
  )
})

/** Whether the axis of the step sizes fits every line, or the rules with a clip. */
export const RangeSwitch = memo(function RangeSwitch({ showsAll }: { readonly showsAll: boolean }) {
  const { setView } = usePlayground((state) => state.actions)
  return (
    <label
      className="check check--small stepRange"
      title="Fit the axis to every line, not to ALI-G alone"
    >
      <input
        type="checkbox"
        checked={showsAll}
        onChange={(event) => setView('stepRange', event.target.checked ? 'all' : null)}
      />
      all lines
    </label>
  )
})

/** Whether the accuracy axis shows everything, or what comes after the first steps. */
export const ZeroSwitch = memo(function ZeroSwitch({ fromZero }: { readonly fromZero: boolean }) {
  const { setView } = usePlayground((state) => state.actions)
  return (
    <label className="check check--small">
      <input
        type="checkbox"
        checked={fromZero}
        onChange={(event) => setView('accuracy', event.target.checked ? 'whole' : null)}
      />
      from 0&nbsp;%
    </label>
  )
})

/** Whether loss and accuracy of the batches are averaged; the raw lines stay in the background. */
export const SmoothSwitch = memo(function SmoothSwitch({ smooth }: { readonly smooth: boolean }) {
  const { setView } = usePlayground((state) => state.actions)
  return (
    <label className="check check--small">
      <input
        type="checkbox"
        checked={smooth}
        onChange={(event) => setView('smooth', event.target.checked ? null : 'off')}
      />
      smooth
    </label>
  )
})
