/** Trains the cases that a claim needs in Node, with the engine of the page, a seed at a time. */
import { BASE_URL, loadEngine } from './loadEngine.mjs'
import { appendSeed, openCase } from './record.mjs'
import { summariseSteps } from './summary.mjs'

let engine
/** The sets that were used last: cases that follow each other often share them. */
let kept = { key: '', data: undefined }

/** Trains what the records lack of these cases. */
export async function measureCases(cases, onSeed) {
  engine ??= loadEngine('wasm')
  const { decodeLink, trainExperiment } = await engine
  for (const { id, link, seeds } of cases) {
    const { experiment, notices } = decodeLink(link)
    if (notices.length > 0) throw new Error(`The link of "${id}": ${notices.join(' ')}`)
    const done = new Set(openCase(id, link).seeds.map(({ seed }) => seed))
    const wanted = Array.from({ length: seeds.count }, (_, i) => seeds.first + i)
    const due = wanted.filter((seed) => !done.has(seed))
    if (due.length === 0) continue
    const data = await dataOf(experiment)
    const stepsPerEpoch = Math.floor(data.train.count / experiment.batch)
    for (const seed of due) {
      const started = Date.now()
      const results = await trainExperiment({ ...experiment, seed }, data)
      appendSeed(
        id,
        seed,
        results.map((result) => summariseSteps(result, { ...experiment, stepsPerEpoch })),
      )
      onSeed(`${id}, seed ${seed}: ${Math.round((Date.now() - started) / 1000)} s`)
    }
  }
}

async function dataOf(experiment) {
  const key = JSON.stringify([experiment.data, experiment.examples])
  if (kept.key !== key) kept = { key, data: await (await engine).loadData(experiment, BASE_URL) }
  return kept.data
}
