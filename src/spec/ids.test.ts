import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetSpecs } from '../data/specs'
import { modelSpecs } from '../models/specs'
import { optimizerSpecs } from '../optimizers/specs'

const ROOT = new URL('../../', import.meta.url).pathname

/**
 * Where a data set, a model or an optimizer may be named outside its folder (ARCHITECTURE.md).
 * Everything else follows from the specs, or a new one would be forgotten there.
 */
const ALLOWED = [
  // What a link leaves out has its default, for ever.
  'src/experiment/defaults.ts',
  // Links and measurements, each of one experiment: content.
  'src/experiment/presets.ts',
  'src/ui/tour/scenes.ts',
  'src/data/spirals/spec.ts',
  'src/engine/testing/',
  'src/experiment/testing/',
  'src/state/export/cluster/testing.ts',
  'src/state/export/pytorch/testing/scripts.ts',
  'scripts/claims/',
  'scripts/checkCluster.mjs',
  'scripts/checkPytorch.mjs',
  'scripts/pytorch/originals.mjs',
  'scripts/soak/watch.mjs',
  // The tiny step with a known answer that every backend is tried on.
  'src/engine/backend/selfTest.ts',
  // Of the page's words about ALI-G: the button that leads to its rate.
  'src/ui/hints/Hints.tsx',
  // The sizes of a convolutional network, which its Python is told.
  'src/state/export/pytorch/description.ts',
]

const named = [
  ...datasetSpecs.map(({ id }) => ({ id, room: 'data' })),
  ...modelSpecs.map(({ id }) => ({ id, room: 'models' })),
  ...optimizerSpecs.map(({ id }) => ({ id, room: 'optimizers' })),
]

const sources = ['src', 'scripts'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name) && !/\.(test|fixture)\./.test(name)),
)
const withoutComments = (text: string) => text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '')
const texts = new Map(
  sources.map((name) => [name, withoutComments(readFileSync(join(ROOT, name), 'utf8'))]),
)

/** In quotes, as the value of a link's key, or at the beginning of a link's run. */
const naming = (id: string) =>
  new RegExp(`(['"\`])${id}\\1|\\b(?:data|model|run)=${id}\\b|\\b(?:data|models|optimizers)/${id}/`)

const placesOf = ({ id }: { id: string }) =>
  sources.filter((name) => naming(id).test(texts.get(name)!))

const isAllowed = (name: string) => ALLOWED.some((start) => name.startsWith(start))

describe.each(named)('$id', (one) => {
  it('is named in its own folder, in the lists of its room, and where there is a reason', () => {
    const places = placesOf(one)
    expect(places.some((name) => name.startsWith(`src/${one.room}/`))).toBe(true)
    const others = places.filter((name) => {
      // A line that imports from its folder is the one line of a list.
      const isList = new RegExp(`^src/${one.room}/(specs|registry)\\.ts$`).test(name)
      const isOwn = new RegExp(`^src/${one.room}/[^/]+/`).test(name)
      return !isList && !isOwn && !isAllowed(name)
    })
    expect(others).toEqual([])
  })
})

it('allows no place that names nothing', () => {
  const places = named.flatMap(placesOf)
  expect(ALLOWED.filter((start) => !places.some((name) => name.startsWith(start)))).toEqual([])
})
