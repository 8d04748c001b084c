/** For tests: a page in training, without a worker, that is kept in a database. */
import { decodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import type { SessionSnapshot } from '../../worker/protocol'
import { finishedSeedOf } from '../seeds/seeds'
import { initialState } from '../store/initialState'
import type { PlaygroundState } from '../types'
import { MAX_ROWS, SeriesStore } from '../series/series'
import { Autosave } from './autosave'
import type { ExperimentDatabase, SavedWhole } from './database'
import { deserialize } from './deserialize'
import type { SavedExperiment } from './records'

const WIDTH = METRIC_COLUMNS.length

export const LINK = 'v=1&model=softmax&run=alig&run=sgd,lr:0.5&edit=2,1,lr:0.25'

/** @param maxRows rows that the page keeps whole */
export function createPage(database: ExperimentDatabase, link = LINK, maxRows = MAX_ROWS) {
  const { experiment } = decodeLink(link)
  const store = new SeriesStore(maxRows)
  const start = initialState(experiment, [])
  let state = {
    ...start,
    loaded: experiment,
    runs: start.runs.map((status, run) => ({ ...status, workerRun: run })),
    stepsPerEpoch: 100,
  } as unknown as PlaygroundState
  const page = {
    store,
    /** Throws where the storage is to refuse. */
    refusal: null as Error | null,
    now: 1_000_000,
    snapshot: null as SessionSnapshot | null,
    written: [] as (SavedExperiment | null)[],
    lost: [] as string[],
    get state() {
      return state
    },
    patch: (patch: Partial<PlaygroundState>) => (state = { ...state, ...patch }),
    /** So many further steps of every run; value i of row s is s + i / 100. */
    train: (count: number) => {
      for (const [run, { id }] of state.runs.entries()) {
        const firstStep = state.step
        const values = new Float32Array(count * WIDTH)
        const seconds = new Float64Array(count)
        for (let row = 0; row < count; row++) {
          seconds[row] = firstStep + row
          for (let c = 0; c < WIDTH; c++) values[row * WIDTH + c] = run + firstStep + row + c / 100
        }
        store.append(id, { run, firstStep, values, seconds })
      }
      state = { ...state, step: state.step + count }
    },
    /** Back to step 0; the series of before stay with whoever has them. */
    reset: () => {
      store.clear()
      state = { ...state, step: 0, finishedSeeds: [] }
    },
    nextSeed: () => {
      const finishedSeeds = [...state.finishedSeeds, finishedSeedOf(state, store)]
      store.clear()
      state = { ...state, finishedSeeds, step: 0 }
    },
    /** Puts on the page what was read from the database. */
    take: (saved: SavedWhole, isCopy = false) => {
      const restored = deserialize(saved)
      store.restore(state.runs.map(({ id }, run) => [id, restored.series[run]!] as const))
      state = { ...state, step: restored.step }
      autosave.adopt(saved, restored, isCopy)
      return restored
    },
    flush: () => autosave.flush(state),
  }
  const autosave: Autosave = new Autosave({
    write: (addition) => {
      if (page.refusal) return Promise.reject(page.refusal)
      return database.write(addition)
    },
    seriesOf: (id) => store.get(id),
    snapshot: () => page.snapshot,
    onWritten: (description) => page.written.push(description),
    onLost: (loss, isKeptAgain) => page.lost.push(`${loss}${isKeptAgain ? ', kept again' : ''}`),
    now: () => page.now,
  })
  return { page, autosave }
}
