import { useShallow } from 'zustand/react/shallow'
import { MAX_RUNS } from '../../experiment/limits'
import { optimizerSpecs } from '../../optimizers/specs'
import { usePlayground } from '../../state/store/store'
import { ExplainSwitch } from '../panels/ExplainSwitch'
import { RunCard } from './RunCard'

export function RunCards() {
  const ids = usePlayground(useShallow((state) => state.runs.map((run) => run.id)))
  return (
    <section className="runs" aria-labelledby="runs-title">
      <h2 id="runs-title" className="visually-hidden">
        Runs
      </h2>
      {ids.map((id, place) => (
        <RunCard key={id} {...{ id, place }} count={ids.length} />
      ))}
      <AddRun full={ids.length >= MAX_RUNS} />
      <ExplainSwitch />
    </section>
  )
}

function AddRun({ full }: { readonly full: boolean }) {
  const { addRun } = usePlayground((state) => state.actions)
  return (
    <div className="addRun" role="group" aria-label="Add run">
      <span className="addRun__label">{full ? `${MAX_RUNS} runs is the most` : 'Add run'}</span>
      {optimizerSpecs.map((spec) => (
        <button
          key={spec.id}
          type="button"
          className="button button--small"
          aria-label={`Add ${spec.label}`}
          disabled={full}
          onClick={() => addRun(spec.id)}
        >
          {spec.label}
        </button>
      ))}
    </div>
  )
}
