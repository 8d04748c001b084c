/**
 * What ALI-G, SGD and Adam do on the spirals at rates over five decades, with and without wrong
 * labels: 3 arms, 300 points, MLP with two tanh layers, batches of 30, 150 epochs. Prints the
 * tables of docs/claims/spirals.md. Some minutes on WebAssembly.
 *
 *   node scripts/claims/spirals.mjs [--seeds 3] [--epochs 150] [--backend wasm]
 */
import { parseArgs } from 'node:util'
import { loadEngine } from './loadEngine.mjs'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '3' },
    epochs: { type: 'string', default: '150' },
    backend: { type: 'string', default: 'wasm' },
  },
})
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1)
const epochs = Number(values.epochs)

const ALIG = { title: 'ALI-G', optimizer: 'alig', key: 'maxLr', hyper: {} }
const STANDARD = { ...ALIG, title: 'ALI-G m 0.9 standard', hyper: { momentum: 0.9 } }
const ADJUSTED = {
  ...ALIG,
  title: 'ALI-G m 0.9 adjusted',
  hyper: { momentum: 0.9, momentumMode: 'adjusted' },
}
const SGD = { title: 'SGD', optimizer: 'sgd', key: 'lr', hyper: {} }
const NESTEROV = { ...SGD, title: 'SGD Nesterov 0.9', hyper: { momentum: 0.9, nesterov: true } }
const ADAM = { title: 'Adam', optimizer: 'adam', key: 'lr', hyper: {} }

const TABLES = [
  {
    title: 'Clean labels, 24 units: final training loss (training accuracy)',
    ...{ width: 24, noise: 0, accuracy: 'accuracy' },
    rates: [0.001, 0.01, 0.1, 1, 10, 100],
    methods: [ALIG, STANDARD, ADJUSTED, SGD, NESTEROV, ADAM],
  },
  {
    title: '20 % wrong labels, 8 units: final training loss (clean test accuracy)',
    ...{ width: 8, noise: 0.2, accuracy: 'testAccuracy' },
    rates: [0.1, 1, 10, 100],
    methods: [ALIG, STANDARD, SGD, ADAM],
  },
]

const { trainSpirals } = await loadEngine(values.backend)

const mean = (numbers) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length
const short = (value) =>
  value >= 1000 || value < 0.001
    ? value.toExponential(1).replace('e+', 'e')
    : String(Number(value.toPrecision(value < 0.01 ? 2 : 3)))

/** One cell out of the results of all seeds; a run that was stopped says so. */
function cell(results, accuracy) {
  const stopped = results.filter(({ diverged }) => diverged).length
  const share = mean(results.map((result) => result[accuracy])).toFixed(2)
  const loss = mean(results.map((result) => result.loss))
  return `${short(loss)} (${share})${stopped > 0 ? ` stopped ${stopped}/${results.length}` : ''}`
}

console.log(`Backend ${values.backend}, seeds ${seeds.join(', ')}, ${epochs} epochs of 10 steps.`)
for (const { title, width, noise, accuracy, rates, methods } of TABLES) {
  const runs = rates.flatMap((rate) =>
    methods.map(({ optimizer, key, hyper }) => ({ optimizer, hyper: { ...hyper, [key]: rate } })),
  )
  const bySeed = []
  for (const seed of seeds) bySeed.push(await trainSpirals({ width, noise, seed, epochs, runs }))
  console.log(`\n${title}\n`)
  console.log(`| rate | ${methods.map((method) => method.title).join(' | ')} |`)
  console.log(`| --- |${' --- |'.repeat(methods.length)}`)
  rates.forEach((rate, row) => {
    const cells = methods.map((_, column) =>
      cell(
        bySeed.map((results) => results[row * methods.length + column]),
        accuracy,
      ),
    )
    console.log(`| ${rate} | ${cells.join(' | ')} |`)
  })
}
