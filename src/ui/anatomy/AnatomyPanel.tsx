import { formatCount } from '../../charts/format'
import { memo, useId, type ReactNode } from 'react'
import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import type { RunView } from '../chartPanels/runViews'
import { viewRuleOf } from '../rules/viewRuleOf'
import { LossAlongGradientView } from './LossAlongGradientView'
import { chosenView, useLookedAtStep } from './lookedAt'
import { RunChoice } from './RunChoice'
import { StepFormula, StepTag } from './StepFormula'
import { useLossAlongGradient, useComparisonRates } from './useLossAlongGradient'
import './anatomy.css'

export interface AnatomyPanelProps {
  readonly views: readonly RunView[]
}

/** How one step of one run came about. */
export const AnatomyPanel = memo(function AnatomyPanel({ views }: AnatomyPanelProps) {
  const id = useId()
  const wanted = usePlayground((state) => viewValue(state.experiment.view, 'anatomy'))
  const chosen = chosenView(views, wanted)
  if (!chosen) return null
  const runChoice = (
    <RunChoice {...{ views, chosen }} label="Run to look at" className="anatomy__run" />
  )
  return (
    <section className="anatomy" aria-labelledby={id}>
      <LossAlongGradientSection key={chosen.id} {...{ views, runChoice }} view={chosen} />
      <h3 id={id} className="visually-hidden">
        Anatomy of this step
      </h3>
      <Numbers view={chosen} />
    </section>
  )
})

function Numbers({ view }: { readonly view: RunView }) {
  const { step, last, isPinned, hasDiverged, numbers } = useLookedAtStep(view)
  const { pinStep } = usePlayground((state) => state.actions)
  return (
    <div className="anatomy__numbers">
      <p className="anatomy__step">
        <span className="anatomy__at">
          {step < 0 ? 'No step yet' : `Step ${formatCount(step)}`}
        </span>
        {step >= 0 && (
          <span className="anatomy__which">
            {isPinned
              ? 'pinned'
              : step < last
                ? 'under the cursor'
                : hasDiverged
                  ? 'its last: it diverged'
                  : 'latest'}
          </span>
        )}
        {isPinned && (
          <button type="button" className="link anatomy__unpin" onClick={() => pinStep(null)}>
            Let go
          </button>
        )}
        {/* On a phone the words for another step take its room. */}
        {numbers && step === last && !isPinned && (
          <button
            type="button"
            className="link anatomy__rule"
            aria-label={`View rule of ${view.label}`}
            onClick={() => viewRuleOf(view.id)}
          >
            View rule
          </button>
        )}
        {numbers && <StepTag spec={view.spec} numbers={numbers} />}
      </p>
      {numbers ? (
        <StepFormula spec={view.spec} numbers={numbers} />
      ) : (
        <p className="anatomy__words">
          {step < 0
            ? 'The formula fills with the numbers of every step as it is taken. Point at a step in a chart to see how that one came about; a click pins it.'
            : 'Of a step this long ago only smallest and largest values are kept.'}
        </p>
      )}
    </div>
  )
}

interface LossAlongGradientSectionProps {
  readonly views: readonly RunView[]
  readonly view: RunView
  /** Which run is looked at. */
  readonly runChoice?: ReactNode
  /** Without its controls and menu: measured at full speed, too, since nobody can ask for it. */
  readonly isPlain?: boolean
}

const LiveSwitch = memo(function LiveSwitch({ isOn }: { readonly isOn: boolean }) {
  const { setView } = usePlayground((state) => state.actions)
  return (
    <label
      className="check check--small"
      title="Measured again for every step while paused, or at 5 steps a second and fewer"
    >
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => setView('probe', event.target.checked ? null : 'off')}
      />
      live
    </label>
  )
})

export function LossAlongGradientSection(props: LossAlongGradientSectionProps) {
  const { views, view, runChoice, isPlain = false } = props
  const chosenMode = usePlayground((state) => viewValue(state.experiment.view, 'probe'))
  const isAlways = chosenMode === 'live' || (isPlain && chosenMode !== 'off')
  const mode = isAlways ? 'always' : chosenMode === 'off' ? 'off' : 'auto'
  const report = usePlayground(({ session: { lossAlongGradient } }) =>
    lossAlongGradient.runId === view.id ? lossAlongGradient.report : null,
  )
  const hasDiverged = usePlayground(({ session }) => session.diverged.has(view.id))
  const comparisonRates = useComparisonRates(views, view)
  const { ask, isPossible } = useLossAlongGradient(
    view,
    comparisonRates.map(({ rate }) => rate),
    mode,
  )
  return (
    <div className="anatomy__probe">
      <LossAlongGradientView
        {...{ view, report, comparisonRates, hasDiverged, isPlain }}
        controls={
          !isPlain && (
            <>
              {runChoice}
              <LiveSwitch isOn={mode !== 'off'} />
              <button
                type="button"
                className="button button--small"
                aria-disabled={!isPossible}
                onClick={() => isPossible && ask()}
              >
                Probe
              </button>
            </>
          )
        }
      />
    </div>
  )
}
