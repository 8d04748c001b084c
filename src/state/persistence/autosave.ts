/**
 * Writes what is trained into the browser's database while it is trained: new numbers every
 * second and a half, so that a tab that is killed loses little. Never in the way of training: a
 * write that fails is said once, and nothing waits for it.
 */
import { encodeLink } from '../../experiment/link'
import type { PlaygroundState } from '../types'
import type { RunSeries } from '../series/series'
import type { RunId } from '../../spec/runId'
import type { SessionSnapshot } from '../../worker/protocol'
import { shownExperiment, trainedRuns } from '../experiment/runList'
import type { FinishedSeed } from '../session/session'
import { blocksFrom, describe, describeSnapshot, evaluationsFrom, snapshotBytes } from './serialize'
import type { Addition } from './database'
import { LAYOUT, type SavedExperiment, type SavedRepeat } from './records'

export interface AutosaveSetup {
  readonly write: (addition: Addition) => Promise<void>
  readonly seriesOf: (id: RunId) => RunSeries | undefined
  readonly snapshot: () => SessionSnapshot | null
  /** After a write, and with null after one that failed. */
  readonly onWritten: (description: SavedExperiment | null, error?: unknown) => void
  readonly now: () => number
}

/** An experiment that is being kept. */
interface Entry {
  readonly id: string
  readonly layout: string
  readonly created: number
  name: string
  nextSequence: number
  nextKey: number
  /** The last snapshot that was written, and when. */
  snapshot: SessionSnapshot | null
  snapshotAt: number
  /** The step of the last description, and its link. */
  step: number
  link: string
  /** A write has failed: what follows would leave a hole. */
  failed: boolean
}

/** How much of a series has been written. */
interface Written {
  readonly entry: Entry
  readonly key: number
  end: number
  evaluations: number
}

/** A large snapshot is written more rarely: so many bytes a second. */
const SNAPSHOT_BYTES_PER_MS = 4000

export class Autosave {
  /** By series, so that numbers that come back after an undo are found again. */
  readonly #written = new WeakMap<RunSeries, Written>()
  readonly #entries = new Map<string, Entry>()
  #writing: Promise<void> = Promise.resolve()

  constructor(private readonly setup: AutosaveSetup) {}

  /** The entry that the page's numbers belong to; null before there are any. */
  idOf(state: Pick<PlaygroundState, 'runs'>): string | null {
    return this.#entryOf(state)?.id ?? null
  }

  /** Series that were read from the database go on in the same entry. */
  adopt(description: SavedExperiment, series: readonly RunSeries[], nextSequence: number): void {
    const { id, layout, created, name, keys, step, link } = description
    const entry: Entry = this.#entries.get(id) ?? {
      ...{ id, layout, created, name, nextSequence, snapshot: null, step, link },
      nextKey: Math.max(-1, ...keys) + 1,
      snapshotAt: this.setup.now(),
      failed: false,
    }
    this.#entries.set(id, entry)
    Object.assign(entry, { step, link })
    series.forEach((one, run) =>
      this.#written.set(one, {
        entry,
        key: keys[run]!,
        end: one.endStep,
        evaluations: one.evaluations.length,
      }),
    )
  }

  /** The name that is written from now on. */
  rename(state: Pick<PlaygroundState, 'runs'>, id: string, name: string): void {
    const entry = this.#entryOf(state)
    if (entry?.id === id) entry.name = name
  }

  /** Deleted by hand: nothing more of this entry is written. */
  forget(state: Pick<PlaygroundState, 'runs'>, id?: string): void {
    const entry = this.#entryOf(state)
    if (entry && (id === undefined || entry.id === id)) entry.failed = true
  }

  /** Writes what is new; resolves when it is written. */
  flush(state: PlaygroundState): Promise<void> {
    const addition = this.#collect(state)
    if (!addition) return this.#writing
    const entry = this.#entryOf(state)!
    this.#writing = this.#writing
      .then(() => (entry.failed ? undefined : this.setup.write(addition)))
      .then(
        () => !entry.failed && this.setup.onWritten(addition.description),
        (error: unknown) => {
          entry.failed = true
          this.setup.onWritten(null, error)
        },
      )
      .then(() => undefined)
    return this.#writing
  }

  #entryOf({ runs }: Pick<PlaygroundState, 'runs'>): Entry | undefined {
    for (const { id } of runs) {
      const series = this.setup.seriesOf(id)
      const written = series && this.#written.get(series)
      if (written) return written.entry
    }
    return undefined
  }

  #collect(state: PlaygroundState): Addition | null {
    const kept = trainedRuns(state).map(({ id }) => id)
    const { step, finishedSeeds } = state.session
    const all = kept.flatMap((id) => this.setup.seriesOf(id) ?? [])
    // Every run that trains has numbers from its first step on.
    if (step === 0 || all.length === 0 || all.length < kept.length) return null
    const entry = this.#entryOf(state) ?? this.#newEntry()
    if (entry.failed) return null
    const known = all.map((series) => this.#trackedOf(entry, series))
    const keyOf = (run: RunId) => known[kept.indexOf(run)]!.written.key

    const blocks = known.flatMap(({ series, written }) => {
      const added = blocksFrom(series, written.key, written.end)
      if (added.length > 0) written.end = series.endStep
      return added
    })
    const evaluations = known.flatMap(({ series, written }) => {
      const added = evaluationsFrom(series, written.key, written.evaluations)
      written.evaluations = series.evaluations.length
      return added
    })
    const snapshot = this.#dueSnapshot(entry)
    const hasNumbers = blocks.length > 0 || evaluations.length > 0
    const link = encodeLink(shownExperiment(state))
    const isKnown = entry.step === step && entry.link === link
    if (!hasNumbers && !snapshot && isKnown) return null
    Object.assign(entry, { step, link })
    const { id, layout, created, name } = entry
    const identity = { id, layout, created, name }
    return {
      description: describe(
        state,
        identity,
        this.setup.seriesOf,
        keyOf,
        this.#seedsBefore(finishedSeeds, kept),
        this.setup.now(),
      ),
      ...(hasNumbers ? { chunk: { id, sequence: entry.nextSequence++, blocks, evaluations } } : {}),
      ...(snapshot ? { snapshot: describeSnapshot(snapshot, id, state, keyOf) } : {}),
    }
  }

  /** Where the seeds before the one in training are; null where one of them was not kept. */
  #seedsBefore(
    finishedSeeds: readonly FinishedSeed[],
    kept: readonly RunId[],
  ): SavedRepeat['before'] | null {
    const before = finishedSeeds.flatMap(({ series }) => {
      const written = kept.flatMap((id) => {
        const own = series.get(id)
        return (own && this.#written.get(own)) ?? []
      })
      const [first] = written
      const isWhole = written.length === kept.length && first && !first.entry.failed
      return isWhole ? [{ id: first.entry.id, keys: written.map(({ key }) => key) }] : []
    })
    return before.length === finishedSeeds.length ? before : null
  }

  #newEntry(): Entry {
    const entry: Entry = {
      id: crypto.getRandomValues(new Uint32Array(4)).join('-'),
      layout: LAYOUT,
      created: this.setup.now(),
      ...{ name: '', nextSequence: 0, nextKey: 0, snapshot: null, snapshotAt: 0, step: 0 },
      link: '',
      failed: false,
    }
    this.#entries.set(entry.id, entry)
    return entry
  }

  #trackedOf(entry: Entry, series: RunSeries): { series: RunSeries; written: Written } {
    let written = this.#written.get(series)
    if (!written || written.entry !== entry) {
      written = { entry, key: entry.nextKey++, end: 0, evaluations: 0 }
      this.#written.set(series, written)
    }
    return { series, written }
  }

  #dueSnapshot(entry: Entry): SessionSnapshot | null {
    const snapshot = this.setup.snapshot()
    if (!snapshot || snapshot === entry.snapshot) return null
    const wait = snapshotBytes(snapshot) / SNAPSHOT_BYTES_PER_MS
    if (this.setup.now() < entry.snapshotAt + wait) return null
    entry.snapshot = snapshot
    entry.snapshotAt = this.setup.now()
    return snapshot
  }
}
