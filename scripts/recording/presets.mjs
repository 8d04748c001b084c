/**
 * Records the pictures of the gallery: `npm run record:presets` trains every preset whose link has
 * changed since, with the engine of the page, and writes its step sizes, made small, to
 * `src/ui/gallery/pictures.json`.
 */
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { format, resolveConfig } from 'prettier'
import { runnerImport } from 'vite'
import { BASE_URL, loadEngine } from '../claims/loadEngine.mjs'
import { fromRoot } from '../setup/paths.mjs'

/** Of a preset that names no last step, and of one whose steps are slow, with convolutions. */
const STEPS = 200
/** More would be seen no better. */
const MOST_STEPS = 1500

const file = fromRoot('src', 'ui', 'gallery', 'pictures.json')
const { presets } = (await runnerImport('./src/experiment/presets.ts')).module
const { encodeCurves } = (await runnerImport('./src/ui/gallery/curves.ts')).module
const { decodeLink, loadData, trainExperiment } = await loadEngine('wasm')

const before = JSON.parse(readFileSync(file, 'utf8'))
const pictures = {}
for (const { id, link } of presets) {
  pictures[id] = before[id]?.link === link ? before[id] : await record(id, link)
}
const options = { ...(await resolveConfig(file)), filepath: file }
await writeFile(file, await format(JSON.stringify(pictures), options))

async function record(id, link) {
  const { experiment } = decodeLink(link)
  const isSlow = 'kernel' in experiment.model.options
  const steps = isSlow ? STEPS : Math.min(experiment.steps ?? STEPS, MOST_STEPS)
  const data = await loadData(experiment, BASE_URL)
  const results = await trainExperiment({ ...experiment, steps }, data)
  console.log(`${id}: ${steps} steps`)
  const optimizers = experiment.runs.map(({ optimizer }) => optimizer)
  return { link, optimizers, curves: encodeCurves(results.map((result) => result.steps.stepSize)) }
}
