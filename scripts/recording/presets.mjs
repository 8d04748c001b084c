/**
 * Records the pictures of the gallery: `npm run record:presets` trains every preset in the built page
 * and writes its step sizes, made small, to `src/ui/gallery/pictures.json`.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { runnerImport } from 'vite'
import { openPage } from '../pytorch/page.mjs'
import { fromRoot } from '../setup/paths.mjs'
import { recordingOf } from './recordingOf.mjs'

/** Of a preset that names no last step, and of one whose steps are slow, with convolutions. */
const STEPS = 200

const { presets } = (await runnerImport('./src/experiment/presets.ts')).module
const { decodeLink, encodeLink } = (await runnerImport('./src/experiment/link.ts')).module
const { encodeCurves } = (await runnerImport('./src/ui/gallery/curves.ts')).module

const folder = await mkdtemp(join(tmpdir(), 'alig-recording-'))
const page = await openPage(folder)
const pictures = {}
try {
  for (const { id, link } of presets) {
    const { experiment } = decodeLink(link)
    const isSlow = 'kernel' in experiment.model.options
    const steps = isSlow ? STEPS : (experiment.steps ?? STEPS)
    const { csv } = await page.train(encodeLink({ ...experiment, steps }))
    const curves = encodeCurves(recordingOf(csv).runs.map((run) => stepsOf(run)))
    const optimizers = experiment.runs.map(({ optimizer }) => optimizer)
    pictures[id] = { link, optimizers, curves }
    console.log(`${id}: ${steps} steps`)
  }
} finally {
  await page.close()
  await rm(folder, { recursive: true, force: true })
}
const file = fromRoot('src', 'ui', 'gallery', 'pictures.json')
const options = { ...(await resolveConfig(file)), filepath: file }
await writeFile(file, await format(JSON.stringify(pictures), options))

/** An empty cell, null in a recording, is no number. */
function stepsOf({ step_size }) {
  return step_size.map((value) => value ?? NaN)
}
