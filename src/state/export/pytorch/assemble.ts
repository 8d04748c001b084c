/**
 * Python modules joined to one file: imports of each other are left out, all others stand once at
 * the top, and the docstring of a module becomes the comment above its part. Names are as they
 * were, so those of modules that go together must differ.
 */
const DOCSTRING = /^"""([\s\S]*?)"""\n/
/** One statement at the beginning of a line; inside functions they stay where they are. */
const IMPORT = /^(?:import (.+)|from (\S+) import (\([^)]*\)|.+))\n/gm
const THIRD_PARTY = /^(import|from) (numpy|torch)\b/

export interface Assembled {
  readonly imports: string
  readonly body: string
}

/**
 * @param modules texts by path
 * @param roots paths of those that are needed; what they import comes along, in front of them
 */
export function assemble(
  modules: ReadonlyMap<string, string>,
  roots: readonly string[],
): Assembled {
  const plain = new Set<string>()
  const named = new Map<string, Set<string>>()
  const parts = new Map<string, string>()

  const add = (path: string) => {
    if (parts.has(path)) return
    const text = modules.get(path)
    if (text === undefined) throw new Error(`There is no Python module ${path}.`)
    for (const [, module, from = '', names = ''] of text.matchAll(IMPORT)) {
      if (module !== undefined) plain.add(module)
      else if (from.startsWith('.')) add(siblingOf(path, from))
      else {
        const known = named.get(from) ?? new Set()
        for (const name of namesIn(names)) known.add(name)
        named.set(from, known)
      }
    }
    parts.set(path, partOf(text))
  }
  roots.forEach(add)

  const statements = [
    ...[...plain].sort().map((module) => `import ${module}`),
    ...[...named]
      .sort()
      .map(([from, names]) => `from ${from} import ${[...names].sort().join(', ')}`),
  ]
  const isThirdParty = (line: string) => THIRD_PARTY.test(line)
  const groups = [statements.filter((line) => !isThirdParty(line)), statements.filter(isThirdParty)]
  return {
    imports: groups.flatMap((lines) => (lines.length > 0 ? [lines.join('\n')] : [])).join('\n\n'),
    body: [...parts.values()].join('\n\n\n'),
  }
}

/** `.x` is beside the module, `..x` one folder further up; `.x.y` is in the folder x. */
function siblingOf(path: string, from: string): string {
  const [, dots = '', name = ''] = /^(\.+)(.*)$/.exec(from) ?? []
  const folder = path.split('/').slice(0, -dots.length)
  return [...folder, ...name.split('.')].join('/') + '.py'
}

const namesIn = (names: string) => names.split(/[(),\s]+/).filter((name) => name !== '')

function partOf(text: string): string {
  const docstring = DOCSTRING.exec(text)?.[1] ?? ''
  const comment = docstring
    .trim()
    .split('\n')
    .map((line) => `# ${line}`.trimEnd())
  const code = text.replace(DOCSTRING, '').replaceAll(IMPORT, '').trim()
  return [...comment, '', '', code].join('\n')
}
