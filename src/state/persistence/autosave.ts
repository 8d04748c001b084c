/**
 * Writes what is trained into the browser's database while it is trained: new numbers every
 * second and a half, so that a tab that is killed loses little. Never in the way of training: what
 * cannot be written stays on the page, is said once, and is tried again.
 *
 * One write at a time. What is written is looked up when its turn comes, so that a write that has
 * failed needs no undoing: the next one has all that is missing.
 */
import { encodeLink } from '../../experiment/link'
import type { RunId } from '../../spec/runId'
import type { SessionSnapshot } from '../../worker/protocol'
import { shownExperiment } from '../experiment/runList'
import type { RunSeries } from '../series/series'
import type { PlaygroundState } from '../types'
import { type Addition, RecordConflict, type SavedWhole } from './database'
import type { RestoredExperiment } from './deserialize'
import { Entry, isSamePage, type Loss, type Page, pageOf } from './entry'
import { NO_ROWS, type Progress, progressOf, storedChunk } from './progress'
import { LAYOUT, type SavedChunk, type SavedExperiment, type SavedRepeat } from './records'
import { describeStudies, markOfStudies } from './savedStudies'
import { blocksFrom, describe, describeSnapshot, evaluationsFrom, snapshotBytes } from './serialize'
import { type KeyedSeries, thinningOf } from './thinning'

export interface AutosaveSetup {
  /** Resolves to the description as it is stored then. */
  readonly write: (addition: Addition) => Promise<SavedExperiment>
  /** The same for a page that is being left, which cannot wait for anything. */
  readonly writeLast: (addition: Addition) => Promise<void>
  readonly seriesOf: (id: RunId) => RunSeries | undefined
  readonly snapshot: () => SessionSnapshot | null
  /** After a write, and with null after one that failed. */
  readonly onWritten: (description: SavedExperiment | null, error?: unknown) => void
  /**
   * The record of an experiment was deleted, or written to by another page.
   * @param isKeptAgain it has another one already
   */
  readonly onLost: (loss: Exclude<Loss, 'copy'>, isKeptAgain: boolean) => void
  readonly now: () => number
}

interface Work {
  readonly addition: Addition
  readonly progress: Progress
  readonly incomplete: readonly number[]
}

/**
 * What is written: what is `new`; or the description in any case, to `check` that the record is
 * there; or that and all numbers where it is not, so that they are kept `whole`.
 */
type Mode = 'new' | 'check' | 'whole'

/** A large snapshot is written more rarely: so many bytes a second. */
const SNAPSHOT_BYTES_PER_MS = 4000

/** After a write that failed, doubled with each: room may have been made by another page. */
const RETRY_AFTER_MS = 10_000
const LONGEST_RETRY_MS = 120_000

/** Experiments that wait for room, the present one included. */
const MOST_WAITING = 20

const randomId = () => crypto.getRandomValues(new Uint32Array(4)).join('-')

export class Autosave {
  /** By series, so that numbers that come back after an undo are found again. */
  readonly #known = new WeakMap<RunSeries, { readonly entry: Entry; readonly key: number }>()
  /** What could not be written, the oldest first. */
  readonly #waiting = new Set<Entry>()
  #queue: Page[] = []
  #writing: Promise<void> = Promise.resolve()

  constructor(private readonly setup: AutosaveSetup) {}

  /** Something could not be written and is tried again. */
  get isWaiting(): boolean {
    return this.#waiting.size > 0
  }

  /** The record that the page's numbers are in; null where they are in none. */
  idOf(state: Pick<PlaygroundState, 'runs'>): string | null {
    const entry = this.#entryOf(this.#seriesOn(state))
    return !entry || entry.lost || entry.progress.revision === null ? null : entry.id
  }

  /**
   * Series that were read from the database go on in the same record.
   * @param isCopy that one stays as it is: trained on, they get a record of their own
   */
  adopt(
    { description, chunks }: SavedWhole,
    { series, step }: Pick<RestoredExperiment, 'series' | 'step'>,
    isCopy = false,
  ): void {
    const { id, layout, created, name, keys } = description
    const entry = new Entry(id, layout, created, name)
    entry.progress = progressOf(description, chunks, series, this.setup.now())
    entry.nextKey = Math.max(-1, ...keys) + 1
    if (isCopy) entry.lost = { loss: 'copy', step }
    series.forEach((one, run) => this.#known.set(one, { entry, key: keys[run]! }))
  }

  /** The name that is written from now on. */
  rename(state: Pick<PlaygroundState, 'runs'>, id: string, name: string): void {
    const entry = this.#entryOf(this.#seriesOn(state))
    if (entry?.id === id) entry.name = name
  }

  /** Deleted by hand: kept again where it is trained on. */
  forget(state: Pick<PlaygroundState, 'runs' | 'session'>, id?: string): void {
    const entry = this.#entryOf(this.#seriesOn(state))
    if (!entry || entry.lost || (id !== undefined && entry.id !== id)) return
    // What waits for room is not what was deleted: it is to be kept.
    if (entry.retryAt !== null && entry.progress.revision === null) return
    const makesRoom = id === undefined && entry.retryAt !== null
    entry.lost = { loss: 'deleted here', step: makesRoom ? -1 : state.session.step }
    entry.retryAt = null
    this.#waiting.delete(entry)
  }

  /** Writes what is new; resolves when it is written. */
  flush(state: PlaygroundState): Promise<void> {
    const page = pageOf(state, (id) => this.setup.seriesOf(id), this.setup.snapshot())
    if (page) this.#queue = [...this.#queue.filter((other) => !isSamePage(other, page)), page]
    return this.between(() => this.#writeAll())
  }

  /**
   * The page is being left: what is new is written at once, also beside a write under way, which
   * may not come to its end. Where both do, the second one finds its numbers there and does nothing.
   */
  flushLast(state: PlaygroundState): Promise<void> {
    const page = pageOf(state, (id) => this.setup.seriesOf(id), this.setup.snapshot())
    const known = page && this.#entryOf(page.series.values())
    if (!page || known?.lost || (known && known.retryAt !== null)) return this.flush(state)
    const entry = known ?? this.#newEntry()
    entry.page = page
    const work = this.#collect(entry, page, false)
    if (!work) return this.#writing
    const done = this.setup
      .writeLast(work.addition)
      .then(() => this.#written(entry, work, work.addition.description))
      // A page that stays after all writes the same once more.
      .catch(() => undefined)
      .finally(() => (entry.lastWrite = null))
    entry.lastWrite = done
    return this.between(() => done)
  }

  /** There may be room now: what could not be written is tried again. */
  retry(state: PlaygroundState): Promise<void> {
    for (const entry of this.#waiting) entry.retryAt = 0
    return this.flush(state)
  }

  /** Looks whether the record is still there, without waiting for something to write. */
  check(state: PlaygroundState): Promise<void> {
    const page = pageOf(state, (id) => this.setup.seriesOf(id), this.setup.snapshot())
    if (!page || !this.#entryOf(page.series.values())?.isStored) return this.#writing
    return this.between(() => this.#write(page, 'check'))
  }

  /** Does something to the database between two writes. */
  between(work: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(work)
    // What goes wrong is for whoever has asked; the next write has its turn all the same.
    this.#writing = done.catch(() => undefined)
    return done
  }

  async #writeAll(): Promise<void> {
    const queue = this.#queue
    this.#queue = []
    const due = [...this.#waiting].flatMap(({ page, retryAt }) =>
      page && retryAt !== null && retryAt <= this.setup.now() ? [page] : [],
    )
    const others = due.filter((page) => !queue.some((other) => isSamePage(other, page)))
    for (const page of [...others, ...queue]) await this.#write(page)
  }

  async #write(page: Page, mode: Mode = 'new'): Promise<void> {
    const known = this.#entryOf(page.series.values())
    const lost = known?.lost
    if (lost && page.state.session.step <= lost.step && mode !== 'whole') return
    if (lost?.loss === 'deleted' || lost?.loss === 'deleted here')
      await this.#writeSeedsBefore(page)
    const entry = !known || lost ? this.#newEntry() : known
    entry.page = page
    await entry.lastWrite
    if (entry.retryAt !== null && this.setup.now() < entry.retryAt) return
    try {
      const work = this.#collect(entry, page, mode !== 'new')
      if (!work) return
      this.#written(entry, work, await this.setup.write(work.addition))
    } catch (error) {
      return this.#failed(entry, page, error, mode)
    }
    if (lost && lost.loss !== 'copy' && mode !== 'whole') this.setup.onLost(lost.loss, true)
  }

  #newEntry(): Entry {
    return new Entry(randomId(), LAYOUT, this.setup.now())
  }

  #written(entry: Entry, { progress, incomplete }: Work, stored: SavedExperiment): void {
    entry.progress = progress
    entry.name = stored.name
    entry.retryAt = null
    entry.failures = 0
    this.#waiting.delete(entry)
    for (const key of incomplete) entry.incomplete.add(key)
    // It may have been deleted by hand while it was written.
    if (!entry.lost) this.setup.onWritten(stored)
  }

  async #failed(entry: Entry, page: Page, error: unknown, mode: Mode): Promise<void> {
    if (error instanceof RecordConflict) {
      const { step } = entry.progress
      // A copy of what another page goes on with is made at once; what was deleted may stay so.
      entry.lost ??= { loss: error.reason, step: error.reason === 'deleted' ? step : -1 }
      entry.retryAt = null
      this.#waiting.delete(entry)
      const goesOn = page.state.session.step > entry.lost.step || mode === 'whole'
      if (goesOn) return this.#write(page, mode)
      if (entry.lost.loss !== 'copy') this.setup.onLost(entry.lost.loss, false)
      return
    }
    const wait = Math.min(RETRY_AFTER_MS * 2 ** entry.failures++, LONGEST_RETRY_MS)
    entry.retryAt = this.setup.now() + wait
    this.#waiting.add(entry)
    const [oldest] = this.#waiting
    if (this.#waiting.size > MOST_WAITING && oldest) this.#waiting.delete(oldest)
    this.setup.onWritten(null, error)
  }

  /** What has deleted the record of one seed may have deleted those before it. */
  async #writeSeedsBefore({ state }: Page): Promise<void> {
    for (const { series } of state.session.finishedSeeds) {
      const page = this.#entryOf(series.values())?.page
      if (page) await this.#write(page, 'whole')
    }
  }

  #seriesOn({ runs }: Pick<PlaygroundState, 'runs'>): RunSeries[] {
    return runs.flatMap(({ id }) => this.setup.seriesOf(id) ?? [])
  }

  #entryOf(series: Iterable<RunSeries>): Entry | undefined {
    for (const one of series) {
      const known = this.#known.get(one)
      if (known) return known.entry
    }
    return undefined
  }

  /** All that the record does not have; null where nothing is missing. */
  #collect(entry: Entry, page: Page, isForced: boolean): Work | null {
    const { progress, id } = entry
    const { state } = page
    const all = [...page.series].map(([run, series]) => ({
      run,
      series,
      key: this.#keyOf(entry, series),
    }))
    const keyOf = (run: RunId) => all.find((one) => one.run === run)!.key

    const thinning = thinningOf(id, progress, all)
    const runs = new Map(progress.runs)
    const blocks = all.flatMap(({ series, key }) => {
      const { end } = runs.get(key) ?? NO_ROWS
      return blocksFrom(series, key, end)
    })
    const evaluations = all.flatMap(({ series, key }) =>
      evaluationsFrom(series, key, (runs.get(key) ?? NO_ROWS).evaluations),
    )
    for (const { series, key } of all) {
      const { folded } = runs.get(key) ?? NO_ROWS
      runs.set(key, {
        end: series.endStep,
        evaluations: series.evaluations.length,
        folded: thinning ? (series.folded?.endStep ?? 0) : folded,
      })
    }

    let { nextSequence } = progress
    const chunks: SavedChunk[] = []
    const moved = thinning?.evaluations ?? []
    if (moved.length > 0)
      chunks.push({ id, sequence: nextSequence++, blocks: [], evaluations: moved })
    const hasNumbers = blocks.length > 0 || evaluations.length > 0
    const added = hasNumbers && { id, sequence: nextSequence++, blocks, evaluations }
    if (added) chunks.push(added)

    const snapshot = this.#dueSnapshot(progress, page.snapshot)
    const link = encodeLink(shownExperiment(state))
    const { step } = state.session
    const studies = markOfStudies(describeStudies(state.session, [...page.series.keys()], keyOf))
    const isKnown = progress.step === step && progress.link === link && progress.studies === studies
    if (!hasNumbers && !thinning && !snapshot && isKnown && !isForced) return null
    const revision = randomId()
    const identity = {
      ...{ id, layout: entry.layout, created: entry.created, name: entry.name, revision },
      foldedBefore: Math.max(...all.map(({ key }) => runs.get(key)!.folded)),
    }
    return {
      addition: {
        description: describe(
          state,
          identity,
          (run) => page.series.get(run),
          keyOf,
          this.#seedsBefore(page),
          this.setup.now(),
        ),
        expects: progress.revision,
        chunks,
        ...(thinning ? { thinned: thinning.thinned } : {}),
        ...(snapshot ? { snapshot: describeSnapshot(snapshot, id, state, keyOf) } : {}),
      },
      progress: {
        ...{ revision, nextSequence, runs, link, step, studies },
        chunks: [...(thinning?.chunks ?? progress.chunks), ...(added ? [storedChunk(added)] : [])],
        snapshot: snapshot ?? progress.snapshot,
        snapshotAt: snapshot ? this.setup.now() : progress.snapshotAt,
      },
      incomplete: thinning ? absentFrom(all, progress) : [],
    }
  }

  /** Where the seeds before the one in training are; null where one of them is not kept. */
  #seedsBefore({ state, series }: Page): SavedRepeat['before'] | null {
    const { finishedSeeds } = state.session
    const before = finishedSeeds.flatMap((seed) => {
      const known = [...series.keys()].flatMap((run) => {
        const own = seed.series.get(run)
        return (own && this.#known.get(own)) ?? []
      })
      const [first] = known
      return known.length === series.size && first?.entry.isStored
        ? [{ id: first.entry.id, keys: known.map(({ key }) => key) }]
        : []
    })
    return before.length === finishedSeeds.length ? before : null
  }

  #keyOf(entry: Entry, series: RunSeries): number {
    const known = this.#known.get(series)
    if (known?.entry === entry && !entry.incomplete.has(known.key)) return known.key
    const key = entry.nextKey++
    this.#known.set(series, { entry, key })
    return key
  }

  #dueSnapshot(
    { snapshot: last, snapshotAt }: Progress,
    snapshot: SessionSnapshot | null,
  ): SessionSnapshot | null {
    if (!snapshot || snapshot === last) return null
    const wait = snapshotBytes(snapshot) / SNAPSHOT_BYTES_PER_MS
    return this.setup.now() < snapshotAt + wait ? null : snapshot
  }
}

/** Runs that the record knows and the page no longer has. */
const absentFrom = (all: readonly KeyedSeries[], { runs }: Progress): number[] =>
  [...runs.keys()].filter((key) => !all.some((one) => one.key === key))
