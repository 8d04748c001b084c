/** A shader of tfjs for one run as a shader for several. Pure. */

const DECLARATION =
  /@group\(0\) @binding\((\d+)\) var<storage, (?:read|read_write)> (\w+) ?: array<([^;]+)>;/g

/** Bytes of one element of an array. */
const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  ...{ f32: 4, i32: 4, u32: 4, 'atomic<i32>': 4 },
  ...{ 'vec2<f32>': 8, 'vec2<i32>': 8, 'vec2<u32>': 8 },
  ...{ 'vec4<f32>': 16, 'vec4<i32>': 16, 'vec4<u32>': 16 },
}

/** What tfjs's entry point says of the workgroup. */
const WORKGROUP = 'workgroupId = WorkgroupId;'

/** The run is the workgroup's z; the rest of the shader sees a launch of its own, with z = 0. */
const WORKGROUP_OF_RUN = `
        workgroupId = vec3<u32>(WorkgroupId.x, WorkgroupId.y, 0u);
        globalId.z = LocalId.z;
        numWorkgroups.z = 1u;
        runOfLaunch = WorkgroupId.z;`

/**
 * Run r finds its numbers r strides after those of the first run. Every index moves, nothing else:
 * each run's arithmetic stays as it is, to the last bit.
 * @param code of a shader whose launches have one workgroup along z
 * @param strides bytes between two runs, for each binding that has a run axis
 * @returns undefined where this is no shader of the form that is known here
 */
export function liftShader(code: string, strides: ReadonlyMap<number, number>): string | undefined {
  if (code.split(WORKGROUP).length !== 2) return undefined
  const steps = new Map<string, number>()
  for (const [, binding, name, element] of code.matchAll(DECLARATION)) {
    const stride = strides.get(Number(binding))
    if (stride === undefined) continue
    const step = stride / (ELEMENT_BYTES[element!] ?? NaN)
    if (!Number.isInteger(step)) return undefined
    steps.set(name!, step)
  }
  if (steps.size !== strides.size) return undefined
  if ([...steps.keys()].some((name) => isHidden(code, name))) return undefined
  const pieces = splitIntoFunctions(code.replace(WORKGROUP, WORKGROUP_OF_RUN))
  const lifted = pieces.map(({ text, isBody }) => (isBody ? liftBody(text, steps) : text))
  return `var<private> runOfLaunch: u32;\n${lifted.join('')}`
}

/** A variable or an argument of the same name somewhere, so that not every use is the buffer. */
const isHidden = (code: string, name: string) =>
  new RegExp(`\\b(let|var|const)\\s+${name}\\b|\\bfn\\s+\\w+\\([^)]*\\b${name}\\s*:`).test(code)

/** Bodies of functions, without their braces, and what lies between them. */
function splitIntoFunctions(code: string): { text: string; isBody: boolean }[] {
  const pieces: { text: string; isBody: boolean }[] = []
  let from = 0
  for (const { index } of code.matchAll(/\bfn\s+\w+\s*\(/g)) {
    if (index < from) continue
    const open = code.indexOf('{', index)
    const close = closing(code, open)
    pieces.push({ text: code.slice(from, open + 1), isBody: false })
    pieces.push({ text: code.slice(open + 1, close), isBody: true })
    from = close
  }
  pieces.push({ text: code.slice(from), isBody: false })
  return pieces
}

/** Where the bracket that opens at `open` is closed. */
function closing(code: string, open: number): number {
  const [left, right] = [code[open], { '{': '}', '[': ']' }[code[open]!]]
  let depth = 0
  for (let at = open; at < code.length; at++) {
    if (code[at] === left) depth++
    else if (code[at] === right && --depth === 0) return at
  }
  return code.length
}

/** Starts are worked out once per call, so that loops only add them. */
function liftBody(body: string, steps: ReadonlyMap<string, number>): string {
  const used = new Set<string>()
  const moved = moveIndices(body, [...steps.keys()], used)
  const starts = [...used].map(
    (name) => `\n        let start_${name} = i32(runOfLaunch * ${steps.get(name)}u);`,
  )
  return starts.join('') + moved
}

function moveIndices(text: string, names: readonly string[], used: Set<string>): string {
  const use = new RegExp(`(?<![.\\w])(${names.join('|')})\\[`).exec(text)
  if (!use) return text
  const open = use.index + use[0].length - 1
  const close = closing(text, open)
  used.add(use[1]!)
  const index = moveIndices(text.slice(open + 1, close), names, used)
  const rest = moveIndices(text.slice(close + 1), names, used)
  return `${text.slice(0, open)}[start_${use[1]} + i32(${index})]${rest}`
}
