import { LanguageWords } from '../rules/LanguageInShort'
import { RuleFamily } from './RuleFamily'

/** Which rules there are, how they belong together, and how one is written. */
export const Rules = () => (
  <section
    className="guideRules"
    id="guide-rules"
    aria-labelledby="guide-rules-title"
    tabIndex={-1}
  >
    <h2 id="guide-rules-title">Rules</h2>
    <p>
      Every optimizer here is a short text, its rule; the steps, the charts and the exports all
      follow from it. The card of a run shows its rule (<em>View rule</em>), and a copy of it can be
      changed and trained beside it.
    </p>
    <RuleFamily />
    <div className="guideRules__columns">
      <div>
        <h3>Which rule is which</h3>
        <ul>
          <li>
            ALI-G that is clipped at every step is SGD with <code>lr</code> = <code>maxLr</code>.
          </li>
          <li>
            SPS_max with <code>c</code> = 1 and the same bound takes the steps of ALI-G, and so does
            DFW without weight decay: both differ from it only in where their <code>eps</code>{' '}
            stands.
          </li>
          <li>
            Standard and adjusted momentum are the same as long as the step size does not change.
          </li>
          <li>
            AdamW is Adam with decoupled decay. Adam with <code>beta1</code> = <code>beta2</code> =
            0 is sign SGD, but for <code>eps</code>.
          </li>
        </ul>
      </div>
      <div>
        <h3>Left out, and why</h3>
        <ul>
          <li>
            SLS and PAL look at the loss at other weights before each step, and BORAT at further
            gradients: a step would cost more passes through the network than those beside it.
          </li>
          <li>
            ALI-G+ keeps numbers for each single training example, which a rule here does not see.
          </li>
        </ul>
      </div>
      <div>
        <h3>The language in short</h3>
        <LanguageWords />
      </div>
    </div>
  </section>
)
