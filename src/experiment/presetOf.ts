import type { Experiment } from './experiment'
import { decodeLink, encodeLink } from './link'
import { type Preset, presets } from './presets'

/** What trains the same but for how long, from which seed and where. */
function subjectOf(experiment: Experiment): string {
  return encodeLink({
    ...experiment,
    ...{ steps: null, seed: 1, seeds: 1, eval: 100, backend: 'auto', edits: [] },
    ...{ name: '', embed: false, view: {}, unknown: [] },
  })
}

let subjects: ReadonlyMap<string, Preset> | undefined
let last: { readonly experiment: Experiment; readonly preset: Preset | undefined } | undefined

/** The preset that an experiment is, also with another seed or number of steps. */
export function presetOf(experiment: Experiment): Preset | undefined {
  if (last?.experiment === experiment) return last.preset
  subjects ??= new Map(
    presets.map((preset) => [subjectOf(decodeLink(preset.link).experiment), preset]),
  )
  const preset = subjects.get(subjectOf(experiment))
  last = { experiment, preset }
  return preset
}
