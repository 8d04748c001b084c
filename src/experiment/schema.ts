/**
 * The shape of an experiment, made from the specs, for values that come from outside: a file,
 * storage. Rules that tie several fields together are in `parseExperiment`.
 */
import * as v from 'valibot'
import type { OptionSpec, OptionValue } from '../spec/hyperparameter'
import { hyperparametersOf } from '../spec/optimizer'
import { datasetSpecs } from '../data/specs'
import { modelSpecs } from '../models/specs'
import { isOwnRule } from '../optimizers/ownRules/codec'
import { readOwnRule } from '../optimizers/ownRules/ownRule'
import { findOptimizer, optimizerSpecs } from '../optimizers/specs'
import type { LossId } from '../spec/loss'
import type { BackendChoice, RunConfig } from './experiment'
import { fields } from './fields'
import { extraSize, MAX_EDITS, MAX_EXTRA, MAX_NAME, MAX_RUNS, MAX_STEPS } from './limits'
import { isKnownKey, isViewKey } from './linkKeys'
import { objectMessage, optionSchema, optionsSchema } from './optionSchema'
import { cleanName, listed } from './text'
import { isTracker } from './link/arrival'
import { tidiedView } from './viewKeys'

const ids = (specs: readonly { readonly id: string }[]) => specs.map(({ id }) => id)

const idSchema = (specs: readonly { readonly id: string }[]) =>
  v.picklist(ids(specs), `must be ${listed(ids(specs), 'or')}`)

const idOf = (input: unknown, key: string) => {
  const value: unknown = (input as Record<string, unknown> | null | undefined)?.[key]
  return typeof value === 'string' ? value : ''
}

interface WithOptions {
  readonly id: string
  readonly options: readonly OptionSpec[]
}

/** `{ id, options }` where the options are those of the spec with this id. */
const choiceSchema = (specs: readonly WithOptions[]) =>
  v.lazy((input) => {
    const options = specs.find((spec) => spec.id === idOf(input, 'id'))?.options
    return v.strictObject(
      {
        id: idSchema(specs),
        options: options === undefined ? v.any() : v.optional(optionsSchema(options), {}),
      },
      objectMessage,
    )
  })

const nameSchema = v.pipe(
  v.string('must be text'),
  v.check(
    (text) => text === cleanName(text),
    `must be one line of at most ${MAX_NAME} characters without control characters`,
  ),
)

/** One of the list, or a rule of a person's own that can be read. */
function optimizerSchema(id: string): v.GenericSchema<unknown, string> {
  if (!isOwnRule(id)) return idSchema(optimizerSpecs)
  const own = readOwnRule(id)
  const why = 'problem' in own ? own.problem : ''
  return v.pipe(
    v.string('must be text'),
    v.check(() => 'spec' in own, `is a rule that cannot be read: ${why}`),
  )
}

const runSchema: v.GenericSchema<unknown, RunConfig> = v.lazy((input) => {
  const id = idOf(input, 'optimizer')
  const spec = findOptimizer(id)
  return v.strictObject(
    {
      optimizer: optimizerSchema(id),
      name: v.exactOptional(v.pipe(nameSchema, v.nonEmpty('must not be empty'))),
      hyper: spec === undefined ? v.any() : v.optional(optionsSchema(hyperparametersOf(spec)), {}),
    },
    objectMessage,
  ) as v.GenericSchema<unknown, RunConfig>
})

const whole = (min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`
  return v.pipe(
    v.number(message),
    v.integer(message),
    v.minValue(min, message),
    v.maxValue(max, message),
    v.transform((value) => value + 0),
  )
}

const editSchema = v.strictObject(
  {
    step: whole(0, MAX_STEPS),
    run: whole(0, MAX_RUNS - 1),
    key: v.string('must be text'),
    value: v.custom<OptionValue>(
      (value) => value === null || ['number', 'boolean', 'string'].includes(typeof value),
      'must be a number, true, false, text or null',
    ),
  },
  objectMessage,
)

const plainText = v.pipe(
  v.string('must be text'),
  v.check((text) => text.isWellFormed(), 'must be well-formed text'),
)

/** A list that is not looked into where it is too long: that may be megabytes. */
const listOf = (most: number, message: string) =>
  v.pipe(v.custom<unknown[]>(Array.isArray, 'must be a list'), v.maxLength(most, message))

const lengthOf = (pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((sum, pair) => sum + extraSize(pair), 0)

const tooLong = `must not be longer than ${MAX_EXTRA} characters in total`

/** More pairs than this are too long whatever they hold: `=` and `&` count as well. */
const MAX_PAIRS = MAX_EXTRA / 2

const viewSchema = v.pipe(
  v.custom<Record<string, unknown>>(
    (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
    'must be an object',
  ),
  v.check((view) => Object.keys(view).length <= MAX_PAIRS, tooLong),
  v.record(v.pipe(v.string(), v.check(isViewKey, 'is not the name of a view setting')), plainText),
  v.check((view) => lengthOf(Object.entries(view)) <= MAX_EXTRA, tooLong),
  v.transform((view) =>
    Object.fromEntries(Object.entries(view).map(([key, text]) => [key, tidiedView(key, text)])),
  ),
)

const unknownSchema = v.pipe(
  listOf(MAX_PAIRS, tooLong),
  v.array(
    v.strictTuple(
      [
        v.pipe(
          plainText,
          v.check((key) => !isKnownKey(key), 'is a key that this version knows'),
        ),
        plainText,
      ],
      'must be a key and a value',
    ),
  ),
  v.check((pairs) => lengthOf(pairs) <= MAX_EXTRA, tooLong),
  // Files may still hold some that an earlier version kept.
  v.transform((pairs) => pairs.filter(([key]) => !isTracker(key))),
)

const field = (option: OptionSpec) => v.optional(optionSchema(option), option.default)

/**
 * An experiment as far as one field at a time can be checked. Fields that are left out have
 * their defaults, except `runs`.
 */
export const experimentShape = v.strictObject(
  {
    data: choiceSchema(datasetSpecs),
    model: choiceSchema(modelSpecs),
    loss: field(fields.loss) as v.GenericSchema<unknown, LossId>,
    examples: v.optional(optionSchema(fields.examples)),
    batch: field(fields.batch),
    seed: field(fields.seed),
    shuffle: field(fields.shuffle),
    noise: field(fields.noise),
    augment: field(fields.augment),
    steps: field(fields.steps),
    eval: field(fields.eval),
    backend: field(fields.backend) as v.GenericSchema<unknown, BackendChoice>,
    runs: v.pipe(
      listOf(MAX_RUNS, `must have at most ${MAX_RUNS} runs`),
      v.array(runSchema),
      v.minLength(1, 'must have at least one run'),
    ),
    edits: v.optional(
      v.pipe(listOf(MAX_EDITS, `must have at most ${MAX_EDITS} entries`), v.array(editSchema)),
      [],
    ),
    seeds: field(fields.seeds),
    name: v.optional(nameSchema, ''),
    embed: field(fields.embed),
    view: v.optional(viewSchema, {}),
    unknown: v.optional(unknownSchema, []),
  },
  objectMessage,
)
