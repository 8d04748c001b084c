/** For tests: a page in training, without a worker, that is kept in a database. */
import { decodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import type { SessionSnapshot } from '../../worker/protocol'
import { finishedSeedOf } from '../seeds/seeds'
import { newSession, type Session } from '../session/session'
import { initialState } from '../store/initialState'
import type { PlaygroundState } from '../types'
import { MAX_ROWS, SeriesStore } from '../series/series'
import { Autosave } from './autosave'
import type { ExperimentDatabase, SavedWhole } from './database'
import { deserialize } from './deserialize'
import type { SavedExperiment } from './records'

export const LINK = 'v=1&model=softmax&run=alig&run=sgd,lr:0.5&edit=2,1,lr:0.25'

/** @param maxRows rows that the page keeps whole */
export function createPage(database: ExperimentDatabase, link = LINK, maxRows = MAX_ROWS) {
  const { experiment } = decodeLink(link)
  const store = new SeriesStore(maxRows)
  const start = initialState(experiment, [])
  const runIds = start.runs.map(({ id }) => id)
  let state = {
    ...start,
    session: newSession({ experiment, runIds, stepsPerEpoch: 100 }),
  } as PlaygroundState
  const page = {
    store,
    /** Thrown where the storage is to refuse. */
    refusal: null as Error | null,
    now: 1_000_000,
    snapshot: null as SessionSnapshot | null,
    written: [] as (SavedExperiment | null)[],
    lost: [] as string[],
    get state() {
      return state
    },
    get step() {
      return state.session.step
    },
    patch: (patch: Partial<PlaygroundState>) => (state = { ...state, ...patch }),
    patchSession: (patch: Partial<Session>) =>
      page.patch({ session: { ...state.session, ...patch } }),
    /** So many further steps of every run; column i of step s is run + s + i / 100. */
    train: (count: number) => {
      const firstStep = state.session.step
      const steps = Array.from({ length: count }, (_, i) => firstStep + i)
      for (const [run, { id }] of state.runs.entries()) {
        const table = tableOf(
          METRIC_COLUMNS.map((column, i) => [column, steps.map((s) => run + s + i / 100)]),
        )
        store.append(id, { firstStep, ...table, seconds: Float64Array.from(steps) })
      }
      page.patchSession({ step: firstStep + count })
    },
    /** An evaluation of every run at the present step. */
    evaluate: () =>
      state.runs.forEach(({ id }, run) =>
        store.addEvaluation(id, { step: state.session.step, loss: run, accuracy: 0.5 }),
      ),
    /** Back to step 0; earlier series stay with whoever has them. */
    reset: () => {
      store.clear()
      page.patchSession({ step: 0, finishedSeeds: [] })
    },
    nextSeed: () => {
      const finishedSeeds = [...state.session.finishedSeeds, finishedSeedOf(state, store)]
      store.clear()
      page.patchSession({ finishedSeeds, step: 0 })
    },
    /** Puts on the page what was read from the database. */
    take: (saved: SavedWhole, isCopy = false) => {
      const restored = deserialize(saved)
      store.restore(state.runs.map(({ id }, run) => [id, restored.series[run]!] as const))
      page.patchSession({ step: restored.step })
      autosave.adopt(saved, restored, isCopy)
      return restored
    },
    flush: () => autosave.flush(state),
    flushLast: () => autosave.flushLast(state),
  }
  const autosave: Autosave = new Autosave({
    write: (addition) => (page.refusal ? Promise.reject(page.refusal) : database.write(addition)),
    writeLast: (addition) => database.writeLast(addition),
    seriesOf: (id) => store.get(id),
    snapshot: () => page.snapshot,
    onWritten: (description) => page.written.push(description),
    onLost: (loss, isKeptAgain) => page.lost.push(`${loss}${isKeptAgain ? ', kept again' : ''}`),
    now: () => page.now,
  })
  return { page, autosave }
}
