/**
 * All adaptive baselines of the paper beside ALI-G and SGD, in four settings. Each rate is searched for
 * on one grid, which is the same for all, with seeds that are not reported; the rate whose worst seed
 * has the lowest training loss is then trained with the seeds of the report.
 */
import { measureCases } from './measure.mjs'
import { readCase } from './record.mjs'

/** Half decades: as many as a link has runs, and fewer where a training takes longer. */
const RATES = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
const MIDDLE = RATES.slice(1, -1)

/**
 * What is varied of each rule. `moves`: with the momentum of the setting, where it has one, as in the
 * authors' scripts. DFW is made for the hinge loss, and without decay is ALI-G with any other.
 */
export const RULES = [
  { id: 'alig', label: 'ALI-G', key: 'maxLr', moves: true },
  { id: 'sgd', label: 'SGD', key: 'lr', moves: true, rest: ',nesterov:1' },
  { id: 'adam', label: 'Adam', key: 'lr' },
  { id: 'adamw', label: 'AdamW', key: 'lr' },
  { id: 'amsgrad', label: 'AMSGrad', key: 'lr' },
  { id: 'adagrad', label: 'Adagrad', key: 'lr' },
  { id: 'rmsprop', label: 'RMSprop', key: 'lr' },
  { id: 'yogi', label: 'Yogi', key: 'lr' },
  { id: 'bpgrad', label: 'BPGrad', key: 'eta', moves: true },
  { id: 'l4mom', label: 'L4Mom', key: 'fraction' },
  { id: 'l4adam', label: 'L4Adam', key: 'fraction' },
  { id: 'dfw', label: 'DFW', key: 'eta', moves: true, loss: 'hinge' },
]

/** Momentum as the authors have it: none on their small images (SVHN), 0.9 on CIFAR. */
export const STUDIES = [
  {
    ...{ id: 'adaptive-mnist-mlp', link: 'v=1&steps=300', momentum: 0, rates: RATES },
    ...{ search: { first: 101, count: 3 }, report: { first: 1, count: 20 } },
  },
  {
    ...{ id: 'adaptive-mnist-cnn', link: 'v=1&model=cnn&steps=300', momentum: 0, rates: MIDDLE },
    ...{ search: { first: 101, count: 1 }, report: { first: 1, count: 20 } },
  },
  {
    ...{
      id: 'adaptive-cifar-mlp',
      link: 'v=1&data=cifar10&steps=300',
      momentum: 0.9,
      rates: MIDDLE,
    },
    ...{ search: { first: 101, count: 1 }, report: { first: 11, count: 5 } },
  },
  {
    ...{
      id: 'adaptive-cifar-cnn',
      link: 'v=1&data=cifar10&model=cnn&steps=200',
      momentum: 0.9,
      rates: MIDDLE,
    },
    ...{ search: { first: 101, count: 1 }, report: { first: 11, count: 5 } },
  },
]

function runOf({ id, label, key, moves, rest = '' }, rate, momentum) {
  const moved = moves && momentum > 0 ? `,momentum:${momentum}${rest}` : ''
  return `run=${id},${key}:${rate}${moved},name:${label}%20${rate}`
}

const linkOf = ({ link }, loss, runs) =>
  `${link}${loss ? `&loss=${loss}` : ''}&${runs.join('&')}&backend=wasm&eval=1000000`

const CLASSES = 10

/** A case for each rule: all rates in lock-step, on the same batches from the same weights. */
export const searchCases = (study) =>
  RULES.map((rule) => ({
    id: `${study.id}/rates-${rule.id}`,
    link: linkOf(
      study,
      rule.loss,
      study.rates.map((rate) => runOf(rule, rate, study.momentum)),
    ),
    seeds: study.search,
    classes: CLASSES,
  }))

/** The rate whose worst seed has the lowest training loss. */
export function bestRate({ rates }, { seeds }) {
  const worst = worstLosses(seeds)
  return rates[worst.indexOf(Math.min(...worst))]
}

/** By rate; Infinity where it diverged with a seed. */
export const worstLosses = (seeds) =>
  seeds[0].runs.map((_, run) =>
    Math.max(...seeds.map(({ runs }) => runs[run].trainLoss ?? Infinity)),
  )

/** Those of the same loss train together. Null until every rate has been searched for. */
export function reportCases(study) {
  const searched = RULES.map((rule) => readCase(`${study.id}/rates-${rule.id}`))
  if (searched.some((record) => !record || record.seeds.length < study.search.count)) return null
  const runs = RULES.map((rule, i) => ({
    rule,
    run: runOf(rule, bestRate(study, searched[i]), study.momentum),
  }))
  const groups = [runs.slice(0, 6), runs.slice(6, 11), runs.slice(11)]
  return groups.map((group, i) => ({
    id: `${study.id}/report-${i + 1}`,
    link: linkOf(
      study,
      group[0].rule.loss,
      group.map(({ run }) => run),
    ),
    seeds: study.report,
    classes: CLASSES,
  }))
}

/** Searches, then reports, a seed at a time: what is cut short has the same seeds for all rules. */
export async function measureStudy(study, onSeed) {
  await bySeed(searchCases(study), study.search, onSeed)
  await bySeed(reportCases(study), study.report, onSeed)
}

async function bySeed(cases, { first, count }, onSeed) {
  for (let seed = first; seed < first + count; seed++)
    await measureCases(
      cases.map((one) => ({ ...one, seeds: { first: seed, count: 1 } })),
      onSeed,
    )
}
