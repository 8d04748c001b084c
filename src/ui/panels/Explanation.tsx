import { Formula } from './Formula'

/** What there is to understand, in the order in which it can be seen. */
export function Explanation() {
  return (
    <section className="explanation" aria-labelledby="idea-title">
      <div>
        <h2 id="idea-title">The idea</h2>
        <p>
          A network that can fit all of its training examples can bring the loss of every batch
          close to zero. So ALI-G looks at the batch at hand, follows the slope to where a straight
          line would reach zero, and takes that as its step size. Because the loss is no straight
          line, the step is never longer than a limit, <code>maxLr</code>, the one value that is
          left to choose.
        </p>
        <Formula />
        <p>
          SGD and Adam are beside it on the same network: the same initial weights, the same batches
          in the same order.
        </p>
      </div>
      <div>
        <h2>What to look for</h2>
        <ul>
          <li>
            <strong>The clip.</strong> Where the background is tinted, the faint line lies above{' '}
            <code>maxLr</code> and the step is cut to it: there ALI-G is SGD with that rate.
            Elsewhere the step size follows the loss and the gradient.
          </li>
          <li>
            <strong>Your hand on it.</strong> Move <code>maxLr</code> while it trains. A vertical
            line marks the step from which the new value acts. Try ten times more, then ten times
            less.
          </li>
          <li>
            <strong>Its limits.</strong> Raise <code>noise</code> to give some images wrong labels.
            The loss can no longer reach zero, and a step size that counts on it becomes too large
            to settle; a small <code>maxLr</code> limits the damage.
          </li>
        </ul>
      </div>
      <div>
        <h2>What the charts show</h2>
        <dl>
          <dt>Step size</dt>
          <dd>
            The learning rate of every single step, never smoothed. <em>Effective step</em> is the
            length of the move divided by the length of the gradient, which makes Adam comparable.
          </dd>
          <dt>Loss and accuracy</dt>
          <dd>
            Lines: the batches of training, before each update. Open markers: all test images.
          </dd>
        </dl>
        <p>
          L. Berrada, A. Zisserman, M. P. Kumar:{' '}
          <a href="https://arxiv.org/abs/1906.05661" rel="noreferrer">
            Training Neural Networks for and by Interpolation
          </a>
          , ICML 2020.
        </p>
      </div>
    </section>
  )
}
