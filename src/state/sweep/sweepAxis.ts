/**
 * The axes of a sweep. What can be one follows from the specs: the rate of each optimizer, and every
 * number among the hyperparameters and the options of model, data and experiment.
 */
import { dataShape, datasetSpec } from '../../data/specs'
import type { Experiment } from '../../experiment/experiment'
import { batchField, examplesField, fields } from '../../experiment/fields'
import { formatNumber } from '../../experiment/optionText'
import { SWEEP_RATES, type AXIS_SCALES, type ViewValue } from '../../experiment/viewKeys'
import { modelSpec } from '../../models/specs'
import { optimizerSpec } from '../../optimizers/specs'
import { whyInactive, type NumberOption, type OptionSpec } from '../../spec/hyperparameter'
import type { OptionValues } from '../../spec/hyperparameter'
import { hyperparametersOf } from '../../spec/optimizer'

/** The axis that is `maxLr`, `lr` or what stands in its place, of each optimizer its own. */
export const RATE = 'rate'

export type AxisScale = (typeof AXIS_SCALES)[number]

export interface SweepAxis {
  readonly key: string
  readonly low: number
  readonly high: number
  readonly values: number
  readonly scale: AxisScale
  readonly isWhole: boolean
  /** Belongs to the runs: trainings that differ in it alone can be done side by side. */
  readonly ofRuns: boolean
}

/** A setting that can be an axis. */
export interface AxisSetting {
  readonly key: string
  readonly option: NumberOption
  readonly ofRuns: boolean
  /** What it has in the experiment; null where it is off, or another one in each optimizer. */
  readonly current: number | null
}

/** Where axes come from; without data and model, from the optimizers alone. */
export type AxisSource = Pick<Experiment, 'runs'> &
  Partial<Pick<Experiment, 'data' | 'model' | 'examples' | 'batch' | 'noise'>>

const rateOption: NumberOption = {
  kind: 'number',
  key: RATE,
  default: 1,
  min: SWEEP_RATES[0],
  max: SWEEP_RATES[1],
  scale: 'log',
  help: 'maxLr, lr or what stands in its place, of each optimizer its own.',
}

/** Every training of a sweep sets these itself. */
const OWN: readonly OptionSpec[] = [fields.seed, fields.seeds, fields.steps, fields.eval]

const isNumber = (option: OptionSpec): option is NumberOption => option.kind === 'number'

const settingOf =
  (values: OptionValues, ofRuns: boolean) =>
  (option: OptionSpec): readonly AxisSetting[] => {
    if (!isNumber(option) || whyInactive(option, values)) return []
    const current = values[option.key]
    const isKnown = typeof current === 'number'
    return [{ key: option.key, option, ofRuns, current: isKnown ? current : null }]
  }

/** Options of the experiment itself, for its data. */
function ownSettings(source: AxisSource): readonly AxisSetting[] {
  const { data, examples = fields.examples.default } = source
  const all = Object.values(fields)
    .filter((field) => !OWN.includes(field))
    .map((field: OptionSpec) => {
      if (field === fields.examples && data) return examplesField(dataShape(data))
      return field === fields.batch ? batchField(examples) : field
    })
  return all.flatMap(settingOf(source as unknown as OptionValues, false))
}

/** Hyperparameters beside the rate that at least one of the optimizers has. */
function runSettings({ runs }: AxisSource, optimizers: readonly string[]): readonly AxisSetting[] {
  return optimizers.flatMap((id) => {
    const spec = optimizerSpec(id)
    const options = hyperparametersOf(spec).filter(({ key }) => key !== spec.rateKey)
    const first = runs.find(({ optimizer }) => optimizer === id)
    const byDefault = Object.fromEntries(options.map((one) => [one.key, one.default]))
    return options.flatMap(settingOf({ ...byDefault, ...first?.hyper }, true))
  })
}

/** What can be an axis, the rate first; of several with one key the first. */
export function axisSettings(
  source: AxisSource,
  optimizers: readonly string[],
): readonly AxisSetting[] {
  const { data, model } = source
  const all: readonly AxisSetting[] = [
    { key: RATE, option: rateOption, ofRuns: true, current: null },
    ...ownSettings(source),
    // Options behind the id are what somebody's own data are: no control changes them.
    ...(data && !datasetSpec(data.id).optionsInline
      ? datasetSpec(data.id).options.flatMap(settingOf(data.options, false))
      : []),
    ...(model ? modelSpec(model.id).options.flatMap(settingOf(model.options, false)) : []),
    ...runSettings(source, optimizers),
  ]
  return [...new Map(all.toReversed().map((one) => [one.key, one])).values()].toReversed()
}

/** Whether a logarithm can be taken of all that an axis has. */
const goesLog = ({ low }: Pick<SweepAxis, 'low'>) => low > 0

/** An axis as the link says it; undefined where these settings have none such. */
export function axisIn(
  said: ViewValue<'stripX'> | undefined,
  settings: readonly AxisSetting[],
): SweepAxis | undefined {
  const setting = said && settings.find(({ key }) => key === said.key)
  if (!setting) return undefined
  const { option, ofRuns } = setting
  if (said.low < option.min || said.high > option.max) return undefined
  const scale = said.scale ?? option.scale
  return {
    ...{ key: said.key, low: said.low, high: said.high, values: said.values, ofRuns },
    scale: goesLog(said) ? scale : 'linear',
    isWhole: option.integer === true,
  }
}

/** The same as the link writes it. */
export function axisText(axis: SweepAxis, settings: readonly AxisSetting[]): string {
  const usual = settings.find(({ key }) => key === axis.key)?.option.scale
  const parts = [axis.key, formatNumber(axis.low), formatNumber(axis.high), String(axis.values)]
  return [...parts, ...(axis.scale === usual ? [] : [axis.scale])].join(':')
}

const toDigits = (value: number) => Number(value.toPrecision(3))

/** The values of an axis, in rising order: equal ratios or differences, to three digits. */
export function axisValues({ key, low, high, values, scale, isWhole }: SweepAxis): number[] {
  const share = (i: number) => i / (values - 1)
  const at = (i: number) =>
    scale === 'log' ? low * (high / low) ** share(i) : low + (high - low) * share(i)
  const found = Array.from({ length: values }, (_, i) => {
    // Rates have three digits at the ends, too: strips that browsers have kept are found by them.
    if (key !== RATE && i === 0) return low
    if (key !== RATE && i === values - 1) return high
    return isWhole ? Math.round(at(i)) : toDigits(at(i))
  })
  return [...new Set(found)].sort((a, b) => a - b)
}

/** Values that a new axis has. */
const USUAL_VALUES = 6
/** How far an axis with a logarithm goes from the value in force, each way. */
const [FAR, FAR_WHOLE] = [100, 4]

/** An axis that means something where only its setting has been chosen. */
export function usualAxis({ key, option, ofRuns, current }: AxisSetting): SweepAxis {
  const isWhole = option.integer === true
  const { min, max } = option.slider ?? option
  const far = isWhole ? FAR_WHOLE : FAR
  const isAround = option.scale === 'log' && current !== null && current > 0
  const [low, high] =
    key === RATE
      ? [0.01, 100]
      : isAround
        ? [Math.max(option.min, current / far), Math.min(option.max, current * far)]
        : [min, max]
  const tidy = (value: number) => {
    if (isWhole) return Math.round(value)
    return Math.min(option.max, Math.max(option.min, isAround ? toDigits(value) : value))
  }
  const [from, to] = [tidy(low), tidy(high)]
  return {
    ...{ key, low: from, high: to, ofRuns, isWhole },
    scale: goesLog({ low: from }) ? option.scale : 'linear',
    values: isWhole ? Math.min(USUAL_VALUES, to - from + 1) : USUAL_VALUES,
  }
}
