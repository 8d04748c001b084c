import { Fragment } from 'react'
import { DEFAULT_OPTIMIZERS, defaultRun } from '../../experiment/defaults'
import { optimizerSpec } from '../../optimizers/specs'
import { RuleFormula } from '../rules/RuleFormula'
import { AligProximal } from './formulas'
import { startTour } from '../tour/openScene'
import { readEveryRule } from './families'
import { Rules } from './Rules'
import { StepPicture } from './StepPicture'

export { readEveryRule }

/** What there is to understand, in the order in which it can be seen. */
export function Guide() {
  return (
    <section className="guide" aria-labelledby="guide-title" id="guide" tabIndex={-1}>
      <h2 id="guide-title">What you are looking at</h2>
      <p className="guide__tour">
        To see it happen,{' '}
        <button type="button" className="link" onClick={startTour}>
          take the tour
        </button>
        : five scenes, each with a question that your own training answers.
      </p>
      <div className="guide__columns">
        <Idea />
        <Picture />
        <WhenItWorks />
        <WhenItFails />
        <Charts />
        <Fair />
      </div>
      <Rules />
    </section>
  )
}

/** The rule that this is about, and those beside it. */
const [FIRST, ...OTHERS] = DEFAULT_OPTIMIZERS

/** A rule at the values that it starts with. */
function Rule({ optimizer }: { readonly optimizer: string }) {
  const { hyper } = defaultRun(optimizer)
  return <RuleFormula rule={optimizerSpec(optimizer).rule} values={hyper} brief />
}

const Idea = () => (
  <div>
    <h3>The idea</h3>
    <p>
      Training follows the slope of the loss downhill, batch by batch. How far to go at each step is
      usually chosen by hand, as a learning rate. ALI-G works it out from two numbers that are there
      anyway: the loss ℓ of the batch, and the length of its gradient g.
    </p>
    <Rule optimizer={FIRST!} />
    <p>
      If the best possible loss is 0, a straight line down the slope reaches it after a step of
      ℓ&nbsp;/&nbsp;‖g‖². That is the unclipped step; <code>maxLr</code> limits it, and is the one
      value left to choose. <code>eps</code> keeps the division safe and matters only when the
      gradient has become tiny.
    </p>
    <p>Beside it, with a rate that somebody has to choose:</p>
    <dl>
      {OTHERS.map((optimizer) => (
        <Fragment key={optimizer}>
          <dt>{optimizerSpec(optimizer).label}</dt>
          <dd>
            <Rule optimizer={optimizer} />
          </dd>
        </Fragment>
      ))}
    </dl>
  </div>
)

const Picture = () => (
  <div>
    <h3>The picture</h3>
    <StepPicture />
    <p>
      Where <code>maxLr</code> lies before the zero of the tangent, the step is clipped, and ALI-G
      is plain SGD with that rate. Where it lies behind, ALI-G chooses for itself. Put together, the
      step solves
    </p>
    <AligProximal />
    <p>exactly: stay near, and trust the straight line only until it reaches 0.</p>
  </div>
)

const WhenItWorks = () => (
  <div>
    <h3>What it counts on</h3>
    <p>
      <em>Interpolation</em>: some weights fit all training examples at once, so that the loss of
      every batch can come close to 0. Large networks on clean data usually can.
    </p>
    <p>
      Then, for a convex loss and without momentum, no step leads away from such weights, however
      large <code>maxLr</code> is. That is why a <code>maxLr</code> that is too large is forgiven,
      while one that is too small is just a slow SGD.
    </p>
    <p>
      How the unclipped step moves depends on <code>loss</code>. Cross-entropy becomes flat where it
      becomes small: the gradient shrinks along with it, ℓ / ‖g‖² grows, and <code>maxLr</code> acts
      late. The squared error keeps its curvature, and ℓ / ‖g‖² follows that, not the loss. The
      hinge loss falls in straight lines and ends at exactly 0; on a single example of a linear
      model the unclipped step reaches that end at once, as passive-aggressive learning does.
    </p>
    <p>
      No schedule is needed for that, and a step costs what a step of SGD costs: the length of the
      gradient is all that is added.
    </p>
  </div>
)

const WhenItFails = () => (
  <div>
    <h3>When it fails</h3>
    <p>
      When 0 is out of reach, the loss levels off at a floor while the gradient still shrinks, so
      ℓ&nbsp;/&nbsp;‖g‖² grows just where steps ought to become small. The weights then wander, with
      spikes.
    </p>
    <ul>
      <li>
        Wrong labels: raise <code>noise</code>.
      </li>
      <li>A model too small for its data, or strong augmentation.</li>
      <li>
        A penalty inside the loss: <code>weightDecay</code>. Use <code>radius</code> to keep weights
        small; it is harmless while a good solution lies within.
      </li>
      <li>
        Adjusted momentum with a large <code>maxLr</code>: one long step multiplies all the past.
      </li>
    </ul>
    <p>
      A small <code>maxLr</code> limits the damage, and then needs choosing like any learning rate.
    </p>
  </div>
)

const Charts = () => (
  <div>
    <h3>What the charts show</h3>
    <dl>
      <dt>Step size</dt>
      <dd>
        Every single step, never smoothed. The faint line is the unclipped step, the dotted one{' '}
        <code>maxLr</code>; the background is tinted where the clip acts. Vertical marks are changes
        made while training, from the step at which they act. <em>Effective step</em> is the length
        of the move over the length of the gradient, which makes Adam comparable.
      </dd>
      <dt>Loss and accuracy</dt>
      <dd>
        Lines are the training batches, before each update; open markers are the test set. On a
        logarithmic axis a value of 0 stands on the floor, marked ∨.
      </dd>
      <dt>Clipped</dt>
      <dd>
        The share of steps at <code>maxLr</code>. Near 100&nbsp;%, ALI-G is SGD; at 0&nbsp;%,
        raising <code>maxLr</code> changes nothing.
      </dd>
      <dt>Instruments</dt>
      <dd>
        Off until you switch them on, in <em>Why this step?</em> and <em>Instruments</em> below the
        charts: what the tangent promised beside what the batch gave, the longest step at which
        gradient descent would be stable (2&nbsp;/&nbsp;λ<sub>max</sub>), the norms of each layer,
        how many training examples are fitted one by one, what other rates would come to from here,
        and the landscape of the loss around the paths of the runs.
      </dd>
    </dl>
  </div>
)

const Fair = () => (
  <div>
    <h3>A fair comparison</h3>
    <p>
      All runs start from the same weights and see the same batches in the same order; the codes in
      All settings are their fingerprints, equal for everyone who opens the same link. Rates are
      what the controls say, nothing is tuned behind the scenes. Training happens in this browser;
      nothing leaves it.
    </p>
    <h3>Read on</h3>
    <ul>
      <li>
        L. Berrada, A. Zisserman, M. P. Kumar:{' '}
        <a href="https://arxiv.org/abs/1906.05661" rel="noreferrer">
          Training Neural Networks for and by Interpolation
        </a>
        , ICML 2020
      </li>
      <li>
        <a href="https://github.com/oval-group/ali-g" rel="noreferrer">
          The authors’ code
        </a>{' '}
        for PyTorch and TensorFlow
      </li>
      <li>
        F. Orabona, R. D’Orazio:{' '}
        <a href="https://arxiv.org/abs/2505.20219" rel="noreferrer">
          why such steps need not settle
        </a>{' '}
        when the assumed minimum is wrong
      </li>
    </ul>
  </div>
)
