import { useShallow } from 'zustand/react/shallow'
import { MAX_RUNS } from '../../experiment/limits'
import { usePlayground } from '../../state/store/store'
import { ExplainSwitch } from '../panels/ExplainSwitch'
import { AddRun } from '../rules/AddRun'
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
