import { useId, type ReactNode } from 'react'
import { valuesAt } from '../../experiment/edits'
import { viewValue } from '../../experiment/viewKeys'
import { byIndex } from '../../state/experiment/runEdits'
import { usePlayground } from '../../state/store/store'
import type { RunView } from '../chartPanels/runViews'
import { viewRuleOf } from '../rules/viewRuleOf'
import { LossAlongGradientView } from './LossAlongGradientView'
import { StepFormula, StepTag } from './StepFormula'
import { numbersAt } from './stepNumbers'
import { useLossAlongGradient, useComparisonRates } from './useLossAlongGradient'
import './anatomy.css'

export interface AnatomyPanelProps {
  readonly views: readonly RunView[]
  /** Step under the cursor of the charts; null for the latest. */
  readonly hoverStep: number | null
}

/** The run whose step goes without saying. */
const usualView = (views: readonly RunView[]) =>
  views.find(({ spec }) => spec.hasUnclipped) ?? views[0]

/** The run whose step is looked at: the one of the link, or the one that goes without saying. */
export const chosenView = (views: readonly RunView[], wanted: number | undefined) =>
  views.find(({ run }) => run === wanted) ?? usualView(views)

/** How one step of one run came about. */
export function AnatomyPanel({ views, hoverStep }: AnatomyPanelProps) {
  const id = useId()
  const wanted = usePlayground((state) => viewValue(state.experiment.view, 'anatomy'))
  const { setView } = usePlayground((state) => state.actions)
  const usual = usualView(views)
  const chosen = chosenView(views, wanted)
  if (!chosen || !usual) return null
  const runChoice = views.length > 1 && (
    <select
      className="select anatomy__run"
      aria-label="Run to look at"
      value={chosen.run}
      onChange={({ target }) =>
        setView('anatomy', target.value === String(usual.run) ? null : target.value)
      }
    >
      {views.map(({ run, label }) => (
        <option key={run} value={run}>
          {label}
        </option>
      ))}
    </select>
  )
  return (
    <section className="anatomy" aria-labelledby={id}>
      <LossAlongGradientSection key={chosen.id} {...{ views, runChoice }} view={chosen} />
      <h3 id={id} className="visually-hidden">
        Anatomy of this step
      </h3>
      <Numbers view={chosen} hoverStep={hoverStep} />
    </section>
  )
}

function Numbers(props: { readonly view: RunView } & Omit<AnatomyPanelProps, 'views'>) {
  const { view, hoverStep } = props
  const config = usePlayground(
    ({ experiment, session }) =>
      session.experiment?.runs[session.runIds.indexOf(view.id)] ?? experiment.runs[view.run],
  )
  const edits = usePlayground(({ session }) => session.appliedEdits)
  const hasDiverged = usePlayground(({ session }) => session.diverged.has(view.id))
  const pinnedStep = usePlayground(({ session }) => session.pinnedStep)
  const { pinStep } = usePlayground((state) => state.actions)
  const { series } = view
  const last = (series?.endStep ?? 0) - 1
  // A pin of an earlier training may be further than this one has come.
  const kept = pinnedStep !== null && pinnedStep <= last ? pinnedStep : null
  const step = Math.min(hoverStep ?? kept ?? last, last)
  const isPinned = step === kept && step >= 0
  const numbers =
    series && config
      ? numbersAt(
          series,
          step,
          valuesAt({ runs: [config], edits: byIndex(edits, [view.id]) }, 0, step),
        )
      : null
  return (
    <div className="anatomy__numbers">
      <p className="anatomy__step">
        <span className="anatomy__at">
          {step < 0 ? 'No step yet' : `Step ${step.toLocaleString('en-US')}`}
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

export function LossAlongGradientSection(props: LossAlongGradientSectionProps) {
  const { views, view, runChoice, isPlain = false } = props
  const { setView } = usePlayground((state) => state.actions)
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
              <label
                className="check check--small"
                title="Measured again for every step while paused, or at 5 steps a second and fewer"
              >
                <input
                  type="checkbox"
                  checked={mode !== 'off'}
                  onChange={(event) => setView('probe', event.target.checked ? null : 'off')}
                />
                live
              </label>
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
