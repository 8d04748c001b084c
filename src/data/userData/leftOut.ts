/** What of a person's files is not used, and why: said, not dropped in silence. */
import type { LeftOutFiles } from '../../spec/userData'
import { visible } from '../../spec/visibleText'
import { plural } from './describeShape'

/** Names that are kept for each reason: enough to find what is wrong, few enough for a message. */
const MOST_NAMES = 1000

export const REASONS = {
  clutter: 'hidden, or put there by a program',
  note: 'a note beside the data',
  empty: 'empty (0 bytes)',
  damaged: 'cannot be read: damaged, or of a kind that this browser does not know',
  noPixels: 'has no pixels',
  unreadable: 'cannot be read from the disk: moved, changed or locked',
  twice: 'there twice, plain and gzipped or copied; one of the two is used',
  picture: 'a picture beside data of another kind',
  loose: 'in no folder that would name a class',
  outside: 'outside of the folders for training and testing',
} as const

/** They say nothing of why data cannot be read. */
const HARMLESS: ReadonlySet<string> = new Set([REASONS.clutter, REASONS.note])

export class LeftOut {
  readonly #byReason = new Map<string, { names: string[]; count: number }>()

  /** @param reason to follow the name, without a full stop */
  add(path: string, reason: string): void {
    const entry = this.#byReason.get(reason) ?? { names: [], count: 0 }
    this.#byReason.set(reason, entry)
    entry.count++
    if (entry.names.length < MOST_NAMES) entry.names.push(visible(path))
  }

  addAll(paths: readonly string[], reason: string): void {
    for (const path of paths) this.add(path, reason)
  }

  /** For people, the most telling first. */
  list(): readonly LeftOutFiles[] {
    const all = [...this.#byReason].map(([reason, entry]) => ({ reason, ...entry }))
    return all.sort((a, b) => Number(HARMLESS.has(a.reason)) - Number(HARMLESS.has(b.reason)))
  }

  /** To follow a sentence that refuses the rest; empty where nothing telling was left out. */
  sentence(): string {
    const told = this.list().filter(({ reason }) => !HARMLESS.has(reason))
    if (told.length === 0) return ''
    const groups = told.map(({ reason, names, count }) => {
      const more = count > 1 ? ` and ${plural(count - 1, 'other')}` : ''
      return `"${names[0]!.slice(names[0]!.lastIndexOf('/', names[0]!.length - 2) + 1)}"${more} (${reason})`
    })
    return ` Left out: ${groups.join('; ')}.`
  }
}
