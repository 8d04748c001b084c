/** Labels as files have them, as classes counted from 0. */
import type { LabelNames } from './classNotes'
import { count } from './describeShape'

export interface Classes {
  /** Added to a class, it gives the label in the file. */
  readonly firstLabel: 0 | 1
  /** Absent: there are as many as the largest label says, called by their number. */
  readonly classNames?: readonly string[]
  /** The names are those of a note. */
  readonly isNamed: boolean
  readonly notes: readonly string[]
}

/**
 * Whether the labels of all parts together start at 1, as those of EMNIST's letters do, and what
 * the classes are called.
 */
export function classesOf(
  parts: readonly Uint8Array[],
  note?: { readonly name: string; readonly names: LabelNames },
): Classes {
  let [least, most] = [255, 0]
  for (const labels of parts)
    for (const label of labels) {
      if (label < least) least = label
      if (label > most) most = label
    }
  const firstLabel = least === 1 ? 1 : 0
  const notes: string[] = []
  if (firstLabel === 1)
    notes.push(
      `The labels in the files go from 1 to ${most}, so label 1 is the first class (class 0 in the ` +
        'numbers of the training).',
    )
  const labels = Array.from(
    { length: Math.max(0, most - firstLabel + 1) },
    (_, i) => i + firstLabel,
  )
  if (note) {
    const { name, names } = note
    if (labels.every((label) => names.has(label))) {
      const behind = [...names.keys()].filter((label) => label > most).sort((a, b) => a - b)
      const all = behind.every((label, i) => label === most + 1 + i)
        ? [...labels, ...behind]
        : labels
      notes.push(`The classes are called by "${name}".`)
      return { firstLabel, classNames: all.map((label) => names.get(label)!), isNamed: true, notes }
    }
    notes.push(
      `"${name}" names ${count(names.size)} classes, which are not those of the labels ` +
        `(${least} to ${most}); it is not used.`,
    )
  }
  if (firstLabel === 0) return { firstLabel, isNamed: false, notes }
  return { firstLabel, classNames: labels.map(String), isNamed: false, notes }
}

/** Labels of a file as classes. */
export const counted = (labels: Uint8Array, firstLabel: number): Uint8Array =>
  firstLabel === 0 ? labels : labels.map((label) => label - firstLabel)
