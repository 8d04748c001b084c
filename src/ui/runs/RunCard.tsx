import { useState, type CSSProperties } from 'react'
import { Swatch } from '../../charts/Swatch'
import { runLabels } from '../../experiment/labels'
import { optimizerSpec } from '../../optimizers/specs'
import type { RunId } from '../../spec/runId'
import { whyInactive } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'
import { changedValues } from '../../state/experiment/runHistory'
import { whyDiverged } from '../../state/session/divergedMessage'
import { usePlayground } from '../../state/store/store'
import { useRunStyle } from '../chartPanels/runStyle'
import { OptionControl } from '../controls/OptionControl'
import { useExplain } from '../panels/ExplainSwitch'
import { usePendingSubjects } from '../panels/usePendingSubjects'
import { CardFormula } from './CardFormula'
import { HideButton, RunButtons } from './RunButtons'
import { RunName } from './RunName'
import { ProjectionLight } from './ProjectionLight'
import { RunValues } from './RunValues'

export interface RunCardProps {
  readonly id: RunId
  /** Its place in the list. */
  readonly place: number
  readonly count: number
}

export function RunCard({ id, place, count }: RunCardProps) {
  const [renaming, setRenaming] = useState(false)
  const [open, setOpen] = useState(false)
  const status = usePlayground((state) => state.runs[place]!)
  const optimizer = usePlayground((state) => state.experiment.runs[place]!.optimizer)
  const label = usePlayground((state) => runLabels(state.experiment.runs)[place]!)
  const diverged = usePlayground((state) => whyDiverged(state, id))
  const isTrained = usePlayground(({ session }) => session.runIds.includes(id))
  const { setHyper, renameRun } = usePlayground((state) => state.actions)
  const explain = useExplain()
  const pending = usePendingSubjects()
  const style = useRunStyle(id)
  const spec = optimizerSpec(optimizer)
  const options = hyperparametersOf(spec)
  const others = options.filter(({ key }) => key !== spec.rateKey)
  const changed = others.filter((option) => status.current[option.key] !== option.default)
  const history = usePlayground(({ session }) =>
    changedValues(
      session.experiment?.runs[session.runIds.indexOf(id)]?.hyper ?? {},
      session.appliedEdits.filter(({ run }) => run === id),
    ),
  )
  const warning = spec.warning?.(status.current)

  const control = (option: (typeof options)[number]) => (
    <OptionControl
      key={option.key}
      option={option}
      value={status.current[option.key] ?? null}
      onChange={(value) => setHyper(id, option.key, value)}
      layout={option.key === spec.rateKey ? 'wide' : 'row'}
      unused={whyInactive(option, status.current)}
      explain={explain}
      pending={isTrained && pending.has(`${label} ${option.key}`)}
    />
  )
  return (
    <section
      className={`card ${status.hidden ? 'card--hidden' : ''}`}
      aria-label={label}
      data-optimizer={optimizer}
      style={
        { '--slider-color': style.color, borderInlineStartColor: style.color } as CSSProperties
      }
    >
      <header className="card__head">
        <Swatch {...style} />
        <RunName
          label={label}
          renaming={renaming}
          onRename={(name) => {
            setRenaming(false)
            if (name !== null && name !== label) renameRun(id, name)
          }}
        />
        <HideButton {...{ id, label }} hidden={status.hidden} />
      </header>
      <RunValues id={id} />
      {status.current['radius'] !== null && <ProjectionLight id={id} />}
      {!isTrained && <p className="card__waiting">Takes part from the next reset on.</p>}
      {diverged && <p className="card__diverged">{diverged}</p>}
      {warning && <p className="card__warning">{warning}</p>}
      {options.filter(({ key }) => key === spec.rateKey).map(control)}
      <details
        className="card__more"
        open={open}
        onToggle={(event) => setOpen(event.currentTarget.open)}
      >
        <summary>
          More<span className="visually-hidden"> of {label}</span>
          {!open && (history !== '' || changed.length > 0) && (
            <span className="card__changed" title={history}>
              · {history || `changed: ${changed.map((option) => option.key).join(', ')}`}
            </span>
          )}
        </summary>
        {others.map(control)}
        <RunButtons {...{ id, label, place, count }} onRename={() => setRenaming(true)} />
      </details>
      {explain && (
        <div className="card__formula">
          <p>{spec.summary}</p>
          <CardFormula rule={spec.rule} values={status.current} />
          <p>{spec.premise}</p>
        </div>
      )}
    </section>
  )
}
