/** A page for tests: its state, actions and series, with a worker that is only written to. */
import { decodeLink } from '../../experiment/link'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import type { RunId } from '../../spec/runId'
import type { Command, PauseReason, SessionSnapshot } from '../../worker/protocol'
import { SeriesStore } from '../series/series'
import { Recovery } from '../session/recovery'
import { createEventHandler } from '../session/sessionEvents'
import { createActions } from '../store/actions'
import { initialState } from '../store/initialState'
import type { PlaygroundState } from '../types'

/** What the worker tells of a session that is ready. */
const READY = {
  type: 'ready',
  backend: { name: 'cpu', reason: 'It was asked for.' },
  statistics: { mean: [0], std: [1] },
  parameterCount: 1,
  stepsPerEpoch: 10,
} as const

interface Trained {
  /** In every column. */
  readonly value?: number
  readonly reason?: PauseReason
}

/** Opens a link; the worker has been given it and is ready. */
export function openPage(link: string) {
  const { experiment, notices } = decodeLink(link)
  let state: PlaygroundState
  const sent: Command[] = []
  const series = new SeriesStore()
  const recovery = new Recovery()
  const context = {
    get: () => state,
    set: (patch: Partial<PlaygroundState>) => {
      state = { ...state, ...patch }
    },
    client: { send: (command: Command) => void sent.push(command) },
    series,
    recovery,
  }
  const actions = createActions(context)
  state = { ...initialState(experiment, notices), actions }
  const tell = createEventHandler(context)
  const ready = () => {
    tell(READY)
    tell({ type: 'hashes', hashes: { weights: '', order: '', data: '' } })
  }
  const ids = () => state.runs.map(({ id }) => id)
  /** The runs that the worker has: those it was given and not told to remove. */
  const inTraining = () => state.session.runIds.filter((id) => ids().includes(id))
  /** As if the worker had trained from step `from` to step `to`. */
  const train = (from: number, to: number, { value = 0.5, reason = 'asked' }: Trained = {}) => {
    const seconds = Float64Array.from({ length: to - from }, (_, i) => from + i)
    const table = tableOf(METRIC_COLUMNS.map((column) => [column, seconds.map(() => value)]))
    const blocks = inTraining().map((run) => ({ run, firstStep: from, ...table, seconds }))
    tell({ type: 'training' })
    tell({ type: 'metrics', step: to, blocks, stepsPerSecond: 9, otherWork: 0 })
    tell({ type: 'paused', step: to, reason })
  }
  actions.start()
  ready()
  return {
    ...{ actions, context, sent, series, recovery, tell, ready, train, ids },
    state: () => state,
    session: () => state.session,
    loads: () => sent.flatMap((command) => (command.type === 'load' ? [command] : [])),
    /** Steps that each run has. */
    rows: () => ids().map((id) => series.get(id)?.endStep ?? 0),
  }
}

export type TestPage = ReturnType<typeof openPage>

export const snapshotAt = (step: number, runs: readonly RunId[]): SessionSnapshot => ({
  step,
  seconds: step,
  runs: runs.map((run) => ({
    run,
    parameters: new Float32Array(1),
    state: [],
    values: {},
    skippedInARow: 0,
  })),
})
