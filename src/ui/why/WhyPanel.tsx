import { useMemo } from 'react'
import { Swatch } from '../../charts/Swatch'
import { valuesAt } from '../../experiment/edits'
import { viewValue } from '../../experiment/viewKeys'
import { byIndex } from '../../state/experiment/runEdits'
import { configsInForce } from '../../state/experiment/runList'
import { seriesStore, usePlayground } from '../../state/store/store'
import { numbersAt } from '../anatomy/stepNumbers'
import { useHoveredStep } from '../chartPanels/hoveredStep'
import { type RunView, runViews } from '../chartPanels/runViews'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'
import { InstrumentSwitch } from '../instruments/InstrumentSwitch'
import '../instruments/instruments.css'
import { decreaseAt, limitAt, noiseAt } from './measuredAt'
import { storyOf } from './sentences'

/** The step under the cursor, or the one that is pinned, in sentences. */
export function WhyPanel() {
  const version = useDrawnVersion()
  const configs = usePlayground(({ experiment }) => experiment.runs)
  const runs = usePlayground((state) => state.runs)
  const views = useMemo(
    () => runViews(runs, configsInForce(usePlayground.getState()), seriesStore),
    // The series of a run exist from its first number on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [runs, configs, version],
  )
  const wanted = usePlayground((state) => viewValue(state.experiment.view, 'anatomy'))
  const { setView } = usePlayground((state) => state.actions)
  const usual = views.find(({ spec }) => spec.hasUnclipped) ?? views[0]
  const chosen = views.find(({ run }) => run === wanted) ?? usual
  return (
    <section className="panel why" aria-labelledby="why-title">
      <header className="panel__head why__head">
        <h2 id="why-title">Why this step?</h2>
        {chosen && views.length > 1 && (
          <select
            className="select"
            aria-label="Run whose step is explained"
            value={chosen.run}
            onChange={({ target }) =>
              setView('anatomy', target.value === String(usual?.run) ? null : target.value)
            }
          >
            {views.map(({ run, label }) => (
              <option key={run} value={run}>
                {label}
              </option>
            ))}
          </select>
        )}
      </header>
      {chosen ? <Story view={chosen} /> : <p className="panel__note">Every run is hidden.</p>}
      <div className="instruments__switches" role="group" aria-label="Measured for this panel">
        <InstrumentSwitch id="decrease" />
        <InstrumentSwitch id="noise" />
        <InstrumentSwitch id="curvature" />
      </div>
      <p className="panel__note">
        All are off unless you want them, and leave the training as it is. What they find is in the
        exported tables, and 2&nbsp;/&nbsp;λ<sub>max</sub> is a line in the step chart.
      </p>
    </section>
  )
}

function Story({ view }: { readonly view: RunView }) {
  const hovered = useHoveredStep((state) => state.step)
  const pinned = usePlayground(({ session }) => session.pinnedStep)
  const config = usePlayground(
    ({ experiment, session }) =>
      session.experiment?.runs[session.runIds.indexOf(view.id)] ?? experiment.runs[view.run],
  )
  const edits = usePlayground(({ session }) => session.appliedEdits)
  const report = usePlayground(({ session }) => session.curvature.get(view.id))
  const series = seriesStore.get(view.id)
  const last = (series?.endStep ?? 0) - 1
  const kept = pinned !== null && pinned <= last ? pinned : null
  const step = Math.min(hovered ?? kept ?? last, last)
  const numbers =
    series && config
      ? numbersAt(
          series,
          step,
          valuesAt({ runs: [config], edits: byIndex(edits, [view.id]) }, 0, step),
        )
      : null
  if (!series || !numbers)
    return (
      <p className="why__none">
        {step < 0
          ? 'No step yet. Once it trains, point at a step in a chart to read how that one came about; a click pins it.'
          : 'Of a step this long ago only smallest and largest values are kept.'}
      </p>
    )
  // A curvature that was measured at the weights of now is in no row before the next step.
  const fresh =
    report && report.step === step + 1 && report.stableStepSize !== null
      ? { step: report.step, stepSize: report.stableStepSize }
      : null
  const sentences = storyOf({
    ...{ label: view.label, spec: view.spec, numbers },
    decrease: decreaseAt(series, step),
    limit: limitAt(series, step) ?? fresh,
    noise: noiseAt(series, step),
  })
  const which =
    step === kept
      ? 'pinned'
      : hovered !== null && step < last
        ? 'under the cursor'
        : 'the latest; point at another one in a chart, or click to pin it'
  return (
    <>
      <p className="why__step">
        <Swatch {...view.style} />
        {view.label}, step {step.toLocaleString('en-US')}
        <span className="why__which">{which}</span>
      </p>
      <ol className="why__story">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </>
  )
}
