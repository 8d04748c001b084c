/** Names of folders as names of classes: which spellings are one class. */
import { listed } from '../../spec/listed'
import { visible } from '../../spec/visibleText'

export interface Spelling {
  /** As the file system has it. */
  readonly name: string
  /** Where the folder lies. */
  readonly parent: string
}

export interface ClassSpellings {
  /** In the order of their names. */
  readonly names: readonly string[]
  readonly labelOf: (name: string) => number
  readonly notes: readonly string[]
}

const inOneForm = (name: string) => name.normalize('NFC').trim()
const folded = (name: string) => inOneForm(name).toLowerCase()

const groupedBy = <T>(all: Iterable<T>, key: (one: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one])
  return groups
}

/**
 * Names that differ in Unicode's form only are one class: they look the same, and come from the
 * file systems of macOS and Linux. Names that differ in upper and lower case only are one class,
 * too, unless they lie side by side: then somebody keeps them apart, such as the letters "a" and "A".
 * @param spellings the more telling first: a class is called by its first one
 */
export function spelledClasses(spellings: Iterable<Spelling>): ClassSpellings {
  const distinct = [
    ...new Map(
      [...spellings].map(({ name, parent }) => {
        const normal = inOneForm(name)
        return [`${parent}\n${normal}`, { name: normal, parent }]
      }),
    ).values(),
  ]
  const classOf = new Map<string, string>()
  const [merged, apart] = [[] as string[], [] as string[]]
  for (const group of groupedBy(distinct, ({ name }) => folded(name)).values()) {
    const names = [...new Set(group.map(({ name }) => name))]
    const areApart = group.length > new Set(group.map(({ parent }) => parent)).size
    if (names.length > 1) (areApart ? apart : merged).push(quotedNames(names))
    for (const name of names) classOf.set(name, areApart ? name : names[0]!)
  }
  const raw = [...new Set(classOf.values())].sort(
    (a, b) => a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1),
  )
  const label = new Map(raw.map((name, i) => [name, i]))
  return {
    names: raw.map(visible),
    labelOf: (name) => label.get(classOf.get(inOneForm(name))!)!,
    notes: [
      ...merged.map(
        (names) => `The folders ${names} differ in upper and lower case only: one class.`,
      ),
      ...apart.map(
        (names) =>
          `The folders ${names} differ in upper and lower case only, but lie side by side: ` +
          'different classes. Rename them if they are the same.',
      ),
    ],
  }
}

const quotedNames = (names: readonly string[]) => listed(names.map((name) => `"${visible(name)}"`))
