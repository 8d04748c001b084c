/** Notes that published sets have beside their data, where they name the classes. */
import { visible } from '../../spec/visibleText'
import { REASONS, type LeftOut } from './leftOut'

/** The name of each label; labels need not begin at 0. */
export type LabelNames = ReadonlyMap<number, string>

export interface ClassNote {
  readonly path: string
  readonly names: LabelNames
}

const LINES = /(^|\/)((fine_)?label_names|batches\.meta|class(es|_?names)|labels)\.txt$/i
const MAPPING = /(^|\/)[^/]*mapping\.txt$/i

/** Whether a text file of this name may say what the classes are called. */
export const isClassNote = (path: string): boolean => LINES.test(path) || MAPPING.test(path)

/** Notes are read up to here: names of 100 classes are far shorter. */
export const MAX_NOTE_BYTES = 20_000
const MAX_NAME = 80

export function readClassNote(path: string, text: string): ClassNote | null {
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const names = MAPPING.test(path) ? fromMapping(lines) : fromLines(lines)
  const distinct = new Set(names.values())
  return names.size < 2 || distinct.size < names.size ? null : { path, names }
}

const clean = (name: string) => visible(name.normalize('NFC')).slice(0, MAX_NAME)

/** CIFAR's: one name a line, in the order of the labels. Numbers are labels themselves, no names. */
function fromLines(lines: readonly string[]): LabelNames {
  if (lines.every((line) => /^\d+$/.test(line))) return new Map()
  return new Map(lines.map((line, label) => [label, clean(line)]))
}

/** EMNIST's: a label, then the codes of the characters that it stands for, "1 65 97". */
function fromMapping(lines: readonly string[]): LabelNames {
  const rows = lines.map((line) => line.split(/\s+/).map(Number))
  const isRow = (row: readonly number[]) =>
    row.length >= 2 && row.every((n) => Number.isInteger(n) && n >= 0 && n < 0x110000)
  if (!rows.every(isRow)) return new Map()
  return new Map(rows.map(([label, ...codes]) => [label!, clean(String.fromCodePoint(...codes))]))
}

/**
 * The note that names the labels of a set: the only one, or the one whose name begins like the
 * set's, as there are several in EMNIST's folder.
 */
export function noteFor(notes: readonly ClassNote[], set: string): ClassNote | undefined {
  if (notes.length < 2) return notes[0]
  const fits = notes.filter(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
    return set !== '' && name.startsWith(`${set}-`)
  })
  return fits.length === 1 ? fits[0] : undefined
}

/** Of notes that could have named classes, those that did not are left out like all others. */
export const leaveOutNotes = (
  notes: readonly ClassNote[],
  used: ClassNote | undefined,
  leftOut: LeftOut,
): void =>
  leftOut.addAll(
    notes.filter((note) => note !== used).map(({ path }) => path),
    REASONS.note,
  )
