/** The experiment that a script has at its top, read back; `math.inf` is null. */
export interface ScriptExperiment {
  readonly link: string
  readonly seeds: unknown
  readonly steps: number
  readonly data: unknown
  readonly model: { readonly tensors: unknown }
  readonly runs: readonly unknown[]
  readonly edits: unknown
}

const WORDS: Readonly<Record<string, string>> = {
  True: 'true',
  False: 'false',
  'math.inf': 'null',
}

/** Throws where there is none, or where it is more than a literal. */
export function experimentIn(script: string): ScriptExperiment {
  const [, source = ''] = /^EXPERIMENT = (\{$[\s\S]*?^\})$/m.exec(script) ?? []
  // Strings come first, so that nothing inside them is touched.
  const json = source.replaceAll(
    /"(?:[^"\\]|\\.)*"|True|False|math\.inf|,(?=\s*[\]}])/g,
    (token) => (token === ',' ? '' : (WORDS[token] ?? token)),
  )
  return JSON.parse(json) as ScriptExperiment
}
