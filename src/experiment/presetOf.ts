import type { Experiment } from './experiment'
import { encodeLink } from './link'
import { type Preset, presets } from './presets'

/** What trains the same but for how long, from which seed and where. */
export function subjectOf(experiment: Experiment): string {
  return encodeLink({
    ...experiment,
    ...{ steps: null, seed: 1, seeds: 1, eval: 100, backend: 'auto', edits: [] },
    ...{ name: '', embed: false, view: {}, unknown: [] },
  })
}

const OTHERWISE = /^(steps|seed|seeds|eval|backend|edit|name|embed|view\..*)=/

/**
 * The same of a preset, from its link as it stands: they are written in the codec's own form, and
 * reading all of them took a phone 300 ms of its start.
 */
export const subjectOfLink = (link: string): string =>
  link
    .split('&')
    .filter((part) => !OTHERWISE.test(part))
    .join('&')

let subjects: ReadonlyMap<string, Preset> | undefined
let last: { readonly experiment: Experiment; readonly preset: Preset | undefined } | undefined

/** The preset that an experiment is, also with another seed or number of steps. */
export function presetOf(experiment: Experiment): Preset | undefined {
  if (last?.experiment === experiment) return last.preset
  subjects ??= new Map(presets.map((preset) => [subjectOfLink(preset.link), preset]))
  const preset = subjects.get(subjectOf(experiment))
  last = { experiment, preset }
  return preset
}
