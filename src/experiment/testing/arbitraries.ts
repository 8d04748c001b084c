/** Random experiments, made from the specs, and random links for the tests. */
import fc from 'fast-check'
import { datasetSpecs } from '../../data/specs'
import { modelSpecs } from '../../models/specs'
import { NOT_A_NUMBER, ownRule, SQUARED } from '../../optimizers/ownRules/testing/rules'
import { optimizerSpec, optimizerSpecs } from '../../optimizers/specs'
import type { NumberOption, OptionSpec, OptionValue, OptionValues } from '../../spec/hyperparameter'
import type { DatasetSpec } from '../../spec/dataset'
import type { ModelSpec } from '../../spec/model'
import { hyperparametersOf, type OptimizerSpec } from '../../spec/optimizer'
import { modelsFor } from '../choices'
import type { LossId } from '../../spec/loss'
import type { BackendChoice, Edit, Experiment, RunConfig } from '../experiment'
import { batchField, examplesField, fields } from '../fields'
import { isKnownKey, isViewKey } from '../linkKeys'
import { cleanName } from '../text'

function numberIn(option: NumberOption): fc.Arbitrary<OptionValue> {
  const range = { min: option.min, max: option.max }
  const number: fc.Arbitrary<number> =
    option.integer === true
      ? fc.integer(range)
      : fc.double({ ...range, noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
  const values = [number, fc.constant(option.default)]
  return fc.oneof(...values, ...(option.nullable === true ? [fc.constant(null)] : []))
}

/** Makes one arbitrary per key only once: making them takes far longer than drawing from them. */
function once<K extends object, T>(make: (key: K) => fc.Arbitrary<T>) {
  const made = new WeakMap<K, fc.Arbitrary<T>>()
  return (key: K): fc.Arbitrary<T> => {
    const known = made.get(key)
    if (known) return known
    const arbitrary = make(key)
    made.set(key, arbitrary)
    return arbitrary
  }
}

const valueIn = once((option: OptionSpec): fc.Arbitrary<OptionValue> => {
  if (option.kind === 'boolean') return fc.boolean()
  if (option.kind === 'text') return fc.stringMatching(option.pattern)
  return option.kind === 'enum' ? fc.constantFrom(...option.values) : numberIn(option)
})

/** Values of all these options; each at its default about every other time. */
function valuesOf(options: readonly OptionSpec[]): fc.Arbitrary<OptionValues> {
  return fc.record(
    Object.fromEntries(
      options.map((option) => [
        option.key,
        fc.oneof(fc.constant<OptionValue>(option.default), valueIn(option)),
      ]),
    ),
  )
}

const text = (maxLength: number) => fc.string({ unit: 'binary', maxLength })
const name = text(30).map(cleanName)

const hyperOf = once((spec: OptimizerSpec) => valuesOf(hyperparametersOf(spec)))

/** Few texts, so that what is made of them is made only once. */
const OWN_TEXTS = [
  ...[SQUARED, NOT_A_NUMBER],
  'choice kind = a | b\nswitch on2 = on\nhyper n = 3 linear 1..9 integer\nstepSize = n\nw = w - g',
]
const ownRules = fc
  .tuple(
    fc.constantFrom('A', 'Squared', 'm\u00fcde, "x"', '\u{1f642}'),
    fc.constantFrom(...OWN_TEXTS),
  )
  .map(([called, rule]) => optimizerSpec(ownRule(called, rule)))
const anyOptimizer = fc.oneof(fc.constantFrom(...optimizerSpecs), ownRules)

const run: fc.Arbitrary<RunConfig> = anyOptimizer.chain((spec) =>
  fc.tuple(hyperOf(spec), name).map(([hyper, called]) => ({
    optimizer: spec.id,
    hyper,
    ...(called === '' ? {} : { name: called }),
  })),
)

const step = fc.integer({ min: 0, max: 10_000_000 })
/** An edit of some hyperparameter, but for its run. */
const changeOf = once((spec: OptimizerSpec) =>
  fc.oneof(
    ...hyperparametersOf(spec).map((option) =>
      fc.record({ step, key: fc.constant(option.key), value: valueIn(option) }),
    ),
  ),
)
const specOf = ({ optimizer }: RunConfig) => optimizerSpec(optimizer)

const editsOf = (runs: readonly RunConfig[]): fc.Arbitrary<Edit[]> =>
  fc
    .array(
      fc
        .nat(runs.length - 1)
        .chain((index) => changeOf(specOf(runs[index]!)).map((edit) => ({ ...edit, run: index }))),
      { maxLength: 6 },
    )
    .map((edits) => [...edits].sort((a, b) => a.step - b.step))

const chosen = once((spec: DatasetSpec | ModelSpec) =>
  valuesOf(spec.options).map((options) => ({ id: spec.id, options })),
)
const modelFor = once((spec: DatasetSpec) => fc.oneof(...modelsFor(spec).map(chosen)))

const view = fc
  .array(fc.tuple(fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}$/).filter(isViewKey), text(12)), {
    maxLength: 3,
  })
  .map((pairs) => Object.fromEntries(pairs))

const unknown = fc.array(
  fc.tuple(
    fc
      .oneof(text(8), fc.constantFrom('__proto__', 'constructor', 'view.__proto__', 'toString'))
      .filter((key) => !isKnownKey(key)),
    text(12),
  ),
  { maxLength: 3 },
)

const sizesOf = once((spec: DatasetSpec) =>
  chosen(spec).chain((data) =>
    valueIn(examplesField(spec.shape(data.options))).chain((examples) =>
      fc.record({
        data: fc.constant(data),
        model: modelFor(spec),
        examples: fc.constant(examples as number),
        batch: valueIn(batchField(examples as number)) as fc.Arbitrary<number>,
      }),
    ),
  ),
)
const sizes = fc.oneof(...datasetSpecs.map(sizesOf))

/** All that does not depend on the data. */
const plain = fc.record({
  loss: valueIn(fields.loss) as fc.Arbitrary<LossId>,
  seed: valueIn(fields.seed) as fc.Arbitrary<number>,
  shuffle: fc.boolean(),
  noise: valueIn(fields.noise) as fc.Arbitrary<number>,
  augment: fc.boolean(),
  steps: valueIn(fields.steps) as fc.Arbitrary<number | null>,
  eval: valueIn(fields.eval) as fc.Arbitrary<number>,
  backend: valueIn(fields.backend) as fc.Arbitrary<BackendChoice>,
  seeds: valueIn(fields.seeds) as fc.Arbitrary<number>,
  name,
  embed: fc.boolean(),
  view,
  unknown,
})

const runsAndEdits = fc
  .array(run, { minLength: 1, maxLength: 8 })
  .chain((runs) => fc.record({ runs: fc.constant(runs), edits: editsOf(runs) }))

/** Any valid experiment. */
export const experiments: fc.Arbitrary<Experiment> = fc
  .tuple(sizes, runsAndEdits, plain)
  .map(([some, trained, others]) => ({ ...some, ...trained, ...others }))

const keys = [
  ...['v', 'data', 'model', 'run', 'edit', 'name', 'view.x', 'view.__proto__', 'view.', 'nonsense'],
  ...['__proto__', '__proto__.polluted', 'constructor', 'constructor.prototype.polluted', ''],
  ...Object.keys(fields),
  ...[...datasetSpecs, ...modelSpecs].flatMap(({ options }) => options.map(({ key }) => key)),
]
const hyperKeys = optimizerSpecs.flatMap((spec) => hyperparametersOf(spec).map(({ key }) => key))
const words = [
  ...['none', 'NaN', 'Infinity', '-0', '1e999', '-1', '0', '1', '2', '1e+3', '1e-5', '0x10'],
  ...['99999999999', '4294967295', '1.5', 'mnist', 'cifar10', 'alig', 'sgd', 'adam', 'true'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '%', '%2C', '%3A', '%00', '%ff'],
  ...['own1.', 'own2.a', 'own1.a', 'own1.__proto__', ownRule('A', SQUARED), ownRule('A', 'w = 1')],
  ...['\ud800', '\u202e', '+', ' ', '\n', '=', '#', '?', '<img src=x>', '"', "'", '\u{1f642}'],
  ...hyperKeys,
]
const token = fc.oneof(fc.constantFrom(...words), text(6), fc.double().map(String))
const value = fc
  .array(fc.tuple(token, fc.constantFrom('', ',', ':', '%2C')), { maxLength: 6 })
  .map((parts) => parts.flat().join(''))

/** Links of real keys with wrong values, and of wrong keys. */
export const nonsenseLinks: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...keys), value), { maxLength: 12 })
  .map((pairs) => pairs.map(([key, content]) => `${key}=${content}`).join('&'))

const change = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  remove: fc.nat(6),
  insert: fc.oneof(fc.constant(''), fc.constantFrom('&', '=', ',', ':', '%', '+', '#'), token),
})

/** A link after some accidents: pieces cut out and put in at random places. */
export const mutated = (links: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(links, fc.array(change, { minLength: 1, maxLength: 6 })).map(([link, changes]) =>
    changes.reduce((current, { at, remove, insert }) => {
      const start = Math.floor(at * current.length)
      return current.slice(0, start) + insert + current.slice(start + remove)
    }, link),
  )
