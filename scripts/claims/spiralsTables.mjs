/**
 * What is measured on the spirals: each entry is one table of docs/claims/spirals.md. Rows are the
 * rate (`maxLr`, `lr`) or a setting, columns the method; a cell names one run.
 */
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

/** Less wound than the page's own, and closer to their arms. */
const EASY = { turn: 3, spread: 0.03 }

/** A rate in each row, a method in each column. */
function byRate(rates, methods) {
  return {
    head: 'rate',
    columns: methods.map(({ title }) => title),
    rows: rates.map((rate) => ({
      title: String(rate),
      runs: methods.map(({ optimizer, key, hyper }) => ({
        optimizer,
        hyper: { ...hyper, [key]: rate },
      })),
    })),
  }
}

const CLEAN = {
  width: 24,
  ...byRate([0.001, 0.01, 0.1, 1, 10, 100], [ALIG, STANDARD, ADJUSTED, SGD, NESTEROV, ADAM]),
}
const NOISY = {
  width: 8,
  accuracy: 'testAccuracy',
  ...byRate([0.1, 1, 10, 100], [ALIG, STANDARD, SGD, ADAM]),
}

const REGULARISERS = [
  ['none', {}],
  ...[15, 10, 6].map((radius) => [`ball of radius ${radius}`, { radius }]),
  ...['1e-4', '1e-3', '1e-2'].map((text) => [`L2 ${text}`, { weightDecay: Number(text) }]),
]
const REGULARISED = {
  width: 24,
  hasNorm: true,
  head: 'setting',
  columns: ['maxLr 0.1', 'maxLr 1', 'maxLr 10'],
  rows: REGULARISERS.map(([title, hyper]) => ({
    title,
    runs: [0.1, 1, 10].map((maxLr) => ({ optimizer: 'alig', hyper: { ...hyper, maxLr } })),
  })),
}

const WOUND = [ALIG, ADJUSTED].flatMap((method) =>
  [0.1, 1, 10, 100]
    .filter((rate) => method === ALIG || rate < 10)
    .map((rate) => ({ method, rate })),
)
const TURNED = {
  width: 24,
  head: 'turn',
  columns: WOUND.map(({ method, rate }) => `${method.title} at ${rate}`),
  rows: [2, 3, 4, 5, 6, 7, 8].map((turn) => ({
    title: String(turn),
    data: { turn },
    runs: WOUND.map(({ method, rate }) => ({
      optimizer: 'alig',
      hyper: { ...method.hyper, maxLr: rate },
    })),
  })),
}

/** By the id that stands in the document's marks. `data` and `noise` hold for all of a table. */
export const TABLES = {
  clean: CLEAN,
  noise: { ...NOISY, noise: 0.2 },
  'easy-clean': { ...CLEAN, data: EASY },
  'easy-noise': { ...NOISY, data: EASY, noise: 0.2 },
  'easy-less-noise': { ...NOISY, data: EASY, noise: 0.1333 },
  regularised: { ...REGULARISED, data: EASY },
  'regularised-noise': { ...REGULARISED, data: EASY, noise: 0.2 },
  turn: TURNED,
}
