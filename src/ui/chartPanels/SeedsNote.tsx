import { trainedSettings } from '../../state/experiment/runList'
import { seedAt, seedCount } from '../../state/seeds/seeds'
import type { PlaygroundState } from '../../state/types'
import { usePlayground } from '../../state/store/store'

/** What the lines are where an experiment is repeated over seeds. */
function noteOf(state: PlaygroundState): string | null {
  const count = seedCount(state)
  if (count === 1) return null
  const of = trainedSettings(state)
  const { finishedSeeds, seedDone } = state.session
  const before = finishedSeeds.length
  const done = before + (seedDone ? 1 : 0)
  const now = `Seed ${seedAt(of, before)} (${before + 1} of ${count})`
  if (done === 0) return `${now} is shown; median and band come with the seeds after it.`
  const bands = done > 1 ? ', bands from the smallest to the largest value' : ''
  const lines = `Lines: median of ${done === 1 ? '1 finished seed' : `${done} seeds`}${bands}.`
  return seedDone ? lines : `${lines} ${now} is drawn faint.`
}

export function SeedsNote() {
  const note = usePlayground(noteOf)
  return note === null ? null : <p className="charts__note">{note}</p>
}
