/** The tables of README.md and docs/ that follow from the specs, by file and by name. */
import { datasetSpecs } from '../../src/data/specs'
import {
  DEFAULT_DATA,
  DEFAULT_MODEL,
  DEFAULT_OPTIMIZERS,
  defaultRuns,
} from '../../src/experiment/defaults'
import { fields } from '../../src/experiment/fields'
import { LINK_VERSION } from '../../src/experiment/link/migrations'
import { listed } from '../../src/experiment/text'
import { modelSpecs } from '../../src/models/specs'
import { optimizerSpec, optimizerSpecs } from '../../src/optimizers/specs'
import { scheduleOptions } from '../../src/rules/schedule'
import type { OptionSpec } from '../../src/spec/hyperparameter'
import { hyperparametersOf, type OptimizerGroup } from '../../src/spec/optimizer'
import { table } from './blocks'
import { optionCells, ownedRows, type Owner } from './optionRows'

const code = (text: string) => `\`${text}\``
const ids = (specs: readonly { readonly id: string }[]) =>
  listed(
    specs.map(({ id }) => code(id)),
    'or',
  )

const OPTION_HEAD = ['key', 'default', 'values', 'meaning']

/** Keys that hold more than one value have a grammar of their own. */
function linkKeys(): string {
  const field = (key: keyof typeof fields) => optionCells(fields[key])
  const runs = defaultRuns().map(({ optimizer }) => code(optimizer))
  return table(OPTION_HEAD, [
    ['`v`', `${LINK_VERSION}`, '', 'Version of the format of the link; old links keep working.'],
    ['`data`', DEFAULT_DATA, ids(datasetSpecs), 'The data to learn from.'],
    field('examples'),
    ['`model`', DEFAULT_MODEL, ids(modelSpecs), 'The network.'],
    ...(['loss', 'batch', 'seed', 'shuffle', 'noise', 'augment'] as const).map(field),
    ...(['steps', 'eval', 'backend', 'seeds'] as const).map(field),
    [
      '`run`',
      runs.join(', '),
      '`optimizer,key:value,...`',
      'One for each run: its optimizer, what differs from the defaults, and `name:NAME`.',
    ],
    ['`edit`', '', '`STEP,RUN,key:value`', 'A hyperparameter changed while training; RUN from 0.'],
    ['`name`', '', 'text', 'The title.'],
    field('embed'),
    ['`view.*`', '', 'see below', 'What the page shows.'],
  ])
}

const owner = ({ id, options }: { id: string; options: readonly OptionSpec[] }): Owner => ({
  name: id,
  options,
})

/** Data sets and models. */
const choices = () =>
  table(['of', ...OPTION_HEAD], [...datasetSpecs, ...modelSpecs].map(owner).flatMap(rowsOf))

const rowsOf = ({ name, options }: Owner) =>
  options.map((option) => [code(name), ...optionCells(option)])

/** Of the runs that an empty link has; `docs/rules.md` has the others. */
const hyperparameters = () =>
  table(
    ['of', ...OPTION_HEAD],
    ownedRows(
      DEFAULT_OPTIMIZERS.map((id) => ({ name: id, options: hyperparametersOf(optimizerSpec(id)) })),
    ),
  )

const GROUPS: Readonly<Record<OptimizerGroup, string>> = {
  paper: 'this paper',
  baselines: 'its baselines',
  polyak: 'Polyak steps',
  rateFree: 'without a rate',
  classics: 'classics',
  yours: '',
}

const rules = () =>
  table(
    ['rule', 'group', 'what it does', 'from'],
    optimizerSpecs.map(({ id, label, group, summary, reference }) => [
      `${code(id)} ${label}`,
      GROUPS[group],
      summary,
      reference ? `[${reference.text}](${reference.url})` : '',
    ]),
  )

/** Rows of what a rule declares itself; `schedule` stands for the options that it brings. */
const optionsOfRules = () =>
  table(
    ['of', ...OPTION_HEAD],
    optimizerSpecs.flatMap(({ id, rule, hyperparameters: options }) =>
      rowsOf({
        name: id,
        options: options.filter((option) => !scheduleOptions.includes(option)),
      }).concat(
        rule.scheduled
          ? [
              [
                code(id),
                code('schedule'),
                'constant',
                'see above',
                `The schedule of ${rule.scheduled}.`,
              ],
            ]
          : [],
      ),
    ),
  )

const thousands = (count: number) => count.toLocaleString('en-US')
const packed = datasetSpecs.flatMap((spec) => (spec.origin === 'packed' ? [spec] : []))

const dataSets = () =>
  table(
    ['set', 'images', 'made by'],
    packed.map(({ label, shape, source }) => {
      const { input, trainCount, testCount, classNames } = shape({})
      const colour = input.channels === 1 ? 'grey' : 'colour'
      return [
        label,
        `${thousands(trainCount)} + ${thousands(testCount)} of ${input.height} x ${input.width}, ` +
          `${colour}, ${classNames.length} classes`,
        `${source.text}, ${source.url}`,
      ]
    }),
  )

const statistics = () =>
  table(
    ['set', 'mean', 'std'],
    packed.map(({ label, statistics: { mean, std } }) => {
      const numbers = (list: readonly number[]) => list.map((n) => n.toFixed(4)).join(', ')
      return [label, numbers(mean), numbers(std)]
    }),
  )

export const documents: Readonly<Record<string, () => Record<string, string>>> = {
  'README.md': () => ({
    'link keys': linkKeys(),
    'options of data sets and models': choices(),
    hyperparameters: hyperparameters(),
  }),
  'docs/rules.md': () => ({ rules: rules(), 'options of rules': optionsOfRules() }),
  'docs/data.md': () => ({ 'data sets': dataSets(), 'means and deviations': statistics() }),
}
