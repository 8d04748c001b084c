import { formatCount } from '../../charts/format'
import { Swatch } from '../../charts/Swatch'
import { viewValue } from '../../experiment/viewKeys'
import { seriesStore, usePlayground } from '../../state/store/store'
import { chosenView, useLookedAtStep } from '../anatomy/lookedAt'
import { RunChoice } from '../anatomy/RunChoice'
import type { RunView } from '../chartPanels/runViews'
import { useDrawnVersion } from '../chartPanels/useDrawnVersion'
import { useLiveViews } from '../chartPanels/useLiveViews'
import { InstrumentSwitch } from '../instruments/InstrumentSwitch'
import '../instruments/instruments.css'
import { decreaseAt, limitAt, noiseAt } from './measuredAt'
import { storyOf } from './sentences'

/** The step under the cursor, or the one that is pinned, in sentences. */
export function WhyPanel() {
  const views = useLiveViews(useDrawnVersion())
  const wanted = usePlayground((state) => viewValue(state.experiment.view, 'anatomy'))
  const chosen = chosenView(views, wanted)
  return (
    <section className="panel why" aria-labelledby="why-title">
      <header className="panel__head why__head">
        <h2 id="why-title">Why this step?</h2>
        {chosen && <RunChoice {...{ views, chosen }} label="Run whose step is explained" />}
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
  const { step, last, isPinned, hasDiverged, numbers } = useLookedAtStep(view)
  const report = usePlayground(({ session }) => session.curvature.get(view.id))
  const series = seriesStore.get(view.id)
  if (!series || !numbers)
    return (
      <p className="why__none">
        {step < 0
          ? 'No step yet. Once it trains, point at a step in a chart to read how that one came about; a click pins it.'
          : 'Of a step this long ago only smallest and largest values are kept.'}
      </p>
    )
  // A curvature that was measured at the present weights is in no row before the next step.
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
  const latest = hasDiverged ? 'its last: it diverged' : 'the latest'
  const which = isPinned
    ? 'pinned'
    : step < last
      ? 'under the cursor'
      : `${latest}; point at another one in a chart, or click to pin it`
  return (
    <>
      <p className="why__step">
        <Swatch {...view.style} />
        {view.label}, step {formatCount(step)}
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
