/** What is measured: the presets, what they are compared with, and where their rates come from. */

import { CIFAR_CASES } from './cifarCases.mjs'

/** Seeds from 1 on that a claim is measured with; images in colour take a minute for each. */
const SEEDS = { first: 1, count: 20 }
const CIFAR_SEEDS = { first: 11, count: 5 }
/** As many as the published record has: ten epochs of all images with eight runs take minutes. */
const RECORD_SEEDS = { first: 1, count: 3 }
/** Rates are chosen with others, so that none is rewarded for the luck it was chosen by. */
const SEARCH_SEEDS = { first: 101, count: 3 }

const NOISE_RUNS =
  'run=alig,maxLr:0.1,name:maxLr%200.1&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:none,name:no%20limit&run=sgd'

const MOMENTUM_RUNS = ['standard', 'adjusted']
  .flatMap((mode) =>
    [0.1, 1, 10].map((maxLr) => {
      const kind = mode === 'adjusted' ? ',momentumMode:adjusted' : ''
      return `run=alig,maxLr:${maxLr},momentum:0.9${kind},name:${mode}%20${maxLr}`
    }),
  )
  .join('&')

/** A run for each rate: `runsOf('sgd', 'lr', [0.1], 'SGD', ',momentum:0.9')`. */
const runsOf = (optimizer, key, rates, label, rest = '') =>
  rates
    .map(
      (rate) =>
        `run=${optimizer},${key}:${rate}${rest},name:${label.replaceAll(' ', '%20')}%20${rate}`,
    )
    .join('&')

const SPIRALS = 'v=1&data=spirals&width=24&depth=2&activation=tanh&batch=30&steps=1500'
const CIFAR = 'v=1&data=cifar10&model=cnn&kernel=3&width=16&steps=1000'
const BY_HEART = 'v=1&examples=1000&steps=500'

/** The same links with something else: what a preset is compared with. */
const VARIANTS = [
  {
    id: 'least-squares-mnist',
    link: 'v=1&examples=1000&loss=squared&steps=500&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010&run=sgd,lr:0.01,name:lr%200.01&run=sgd,lr:0.03,name:lr%200.03',
  },
  {
    id: 'cross-entropy-mnist',
    link: `${BY_HEART}&run=alig,maxLr:1,name:maxLr%201&run=alig,maxLr:10,name:maxLr%2010`,
  },
  { id: 'momentum-spirals', link: `${SPIRALS}&${MOMENTUM_RUNS}` },
  {
    id: 'momentum-spirals-100',
    link: `${SPIRALS}&${runsOf('alig', 'maxLr', [100], 'standard', ',momentum:0.9')}`,
  },
  { id: 'label-noise-clean', link: `v=1&steps=500&${NOISE_RUNS}` },
]

/** Where the rates of the baselines come from: at most eight rates for each, as a link has runs. */
const SEARCHES = [
  {
    id: 'no-schedule-rates-constant',
    link: `${BY_HEART}&${runsOf('sgd', 'lr', [0.1, 0.2, 0.3, 0.5, 0.7, 1], 'constant')}`,
  },
  {
    id: 'no-schedule-rates-momentum',
    link: `${BY_HEART}&${runsOf('sgd', 'lr', [0.02, 0.05, 0.1, 0.2], 'momentum', ',momentum:0.9')}`,
  },
  {
    id: 'no-schedule-rates-steps',
    link: `${BY_HEART}&${runsOf('sgd', 'lr', [0.2, 0.3, 0.5, 0.7, 1], 'steps', ',schedule:step,decayEvery:20')}`,
  },
  {
    id: 'no-schedule-rates-cosine',
    link: `${BY_HEART}&${runsOf('sgd', 'lr', [0.2, 0.3, 0.5, 0.7, 1], 'cosine', ',schedule:cosine,horizon:50')}`,
  },
  {
    id: 'momentum-rates',
    link: `v=1&steps=300&${runsOf('alig', 'maxLr', [0.003, 0.01, 0.03, 0.1, 0.3], 'standard', ',momentum:0.9')}`,
  },
  {
    id: 'cifar-rates-sgd',
    link: `${CIFAR}&${runsOf('sgd', 'lr', [0.003, 0.01, 0.03, 0.1], 'SGD', ',momentum:0.9,schedule:cosine')}`,
  },
  {
    id: 'cifar-rates-adam',
    link: `${CIFAR}&${runsOf('adam', 'lr', [0.0003, 0.001, 0.003, 0.01], 'Adam')}`,
  },
].map((search) => ({ ...search, seeds: SEARCH_SEEDS }))

const STRIP_RATES = [0.001, 0.01, 0.1, 1, 10, 100]

/** The rates of the robustness strip: a case for each rule, since a link has eight runs at most. */
const STRIPS = [
  ['alig', 'maxLr', 'ALI-G'],
  ['sgd', 'lr', 'SGD'],
  ['adam', 'lr', 'Adam'],
].map(([optimizer, key, label]) => ({
  id: `strip-${optimizer}`,
  link: `v=1&steps=300&${runsOf(optimizer, key, STRIP_RATES, label)}`,
}))

function seedsOf(link) {
  if (link.includes('data=cifar10')) return CIFAR_SEEDS
  return link.includes('examples=60000') ? RECORD_SEEDS : SEEDS
}

/** What of a link is trained: how the page shows it changes no number. */
export const withoutView = (link) => link.replace(/&view\.[^&]*/g, '')

/** @param presets as the page has them */
export function claimCases(presets) {
  const own = presets
    .filter(({ measured }) => measured !== undefined)
    .map(({ id, link }) => ({ id, link: withoutView(link) }))
  return [...own, ...VARIANTS, ...SEARCHES, ...STRIPS, ...CIFAR_CASES].map(
    ({ id, link, seeds }) => ({
      ...{ id, link: `${link}&backend=wasm&eval=1000000` },
      seeds: seeds ?? seedsOf(link),
      classes: link.includes('data=spirals') ? 3 : 10,
    }),
  )
}
