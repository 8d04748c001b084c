/** Names in Python: in its style, and none that means something else there. */

/** Keywords, built-in names, and what a generated class calls things itself. */
const TAKEN = new Set(
  (
    'and as assert async await break case class continue def del elif else except finally for ' +
    'from global if import in is lambda match nonlocal not or pass raise return try while with ' +
    'yield abs all any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile ' +
    'complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float ' +
    'format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass ' +
    'iter len license list locals map max memoryview min next none object oct open ord pow print ' +
    'property quit range repr reversed round set setattr slice sorted staticmethod str sum super ' +
    'tuple type vars zip true false ' +
    // Of the class, its step and its parameter groups.
    'self params defaults ranges closure result torch math ieee loss grad_norm_sq count group ' +
    'state name low high p g t trained step_size unclipped initial_lr ' +
    // Unlike any other letter it is mistaken for a digit.
    'l'
  ).split(' '),
)

/** The results of a step have their names whatever else is taken. */
const RESULTS: ReadonlySet<string> = new Set(['stepSize', 'unclipped', 't'])

/** `gradNormSq` is `grad_norm_sq`. */
const snakeCase = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()

/** Gives every name once. */
export class PythonNames {
  private readonly given = new Set<string>()

  reserve(name: string): void {
    this.given.add(name)
  }

  take(name: string): string {
    const plain = snakeCase(name)
    let unique = TAKEN.has(plain) && !RESULTS.has(name) ? `${plain}_` : plain
    for (let i = 2; this.given.has(unique); i++) unique = `${plain}_${i}`
    this.given.add(unique)
    return unique
  }
}

/**
 * "ALI-G" is AliG, "Adam" is Adam: a word all in capitals stays so only where it stands alone.
 * @param taken names that the class must not have
 */
export function className(label: string, taken: ReadonlySet<string> = new Set()): string {
  const words = label.match(/[A-Za-z0-9]+/g) ?? []
  const inCapitals = (word: string) =>
    words.length > 1 && /[A-Z].*[A-Z]/.test(word) && word === word.toUpperCase()
  const joined = words
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .map((word) => (inCapitals(word) ? word.charAt(0) + word.slice(1).toLowerCase() : word))
    .join('')
  const base = /^[A-Z]/.test(joined) && !BUILT_IN.test(joined) ? joined : `Rule${joined}`
  let name = base
  for (let i = 2; taken.has(name); i++) name = `${base}${i}`
  return name
}

/** Python's own names that begin like those of classes. */
const BUILT_IN =
  /^(None|True|False|Ellipsis|NotImplemented|Exception|\w+(Error|Exception|Exit|Interrupt|Iteration|Warning))$/
