import { RATE_TEST_STEPS } from '../../spec/rateTest'
import { FitGauge } from './FitGauge'
import { InstrumentSwitch, useIsOn } from './InstrumentSwitch'
import { LandscapeView } from './LandscapeView'
import { LayerStrips } from './LayerStrips'
import { RateTestView } from './RateTestView'
import './instruments.css'

/** What is measured beside the steps, where somebody asks for it. */
export function InstrumentsPanel() {
  const hasLayers = useIsOn('layers')
  const hasFit = useIsOn('interpolation')
  const hasRates = useIsOn('rates')
  const hasLandscape = useIsOn('landscape')
  return (
    <section className="panel instruments" aria-labelledby="instruments-title">
      <h2 id="instruments-title" className="visually-hidden">
        Instruments
      </h2>
      <section className="instruments__part" aria-labelledby="fit-title">
        <header className="instruments__head">
          <h3 id="fit-title">Does it interpolate?</h3>
          <InstrumentSwitch id="interpolation" />
        </header>
        <p className="panel__note">
          ALI-G counts on weights that fit all training examples at once. Here every example counts
          for itself; those whose label was made wrong have to be learned by heart.
        </p>
        {hasFit && <FitGauge />}
      </section>
      <section className="instruments__part" aria-labelledby="layers-title">
        <header className="instruments__head">
          <h3 id="layers-title">Layer by layer</h3>
          <InstrumentSwitch id="layers" />
        </header>
        <p className="panel__note">
          The norm of every tensor of the model, step by step: where the gradient is, and which
          weights a step moves.
        </p>
        {hasLayers && <LayerStrips />}
      </section>
      <section className="instruments__part" aria-labelledby="rates-title">
        <header className="instruments__head">
          <h3 id="rates-title">Which rate, from here?</h3>
          <InstrumentSwitch id="rates" />
        </header>
        <p className="panel__note">
          Copies of one run go on from where it is, each with another value of its rate over five
          decades: where they would be after one step, and after {RATE_TEST_STEPS}. The run itself
          stays where it is.
        </p>
        {hasRates && <RateTestView />}
      </section>
      <section className="instruments__part" aria-labelledby="landscape-title">
        <header className="instruments__head">
          <h3 id="landscape-title">Landscape</h3>
          <InstrumentSwitch id="landscape" />
        </header>
        <p className="panel__note">
          The loss over a plane in the space of weights: through the start, a run as it is now, and
          another run or a place on its own path. What the runs have passed is drawn on it, from the
          moment this is switched on.
        </p>
        {hasLandscape && <LandscapeView />}
      </section>
    </section>
  )
}
