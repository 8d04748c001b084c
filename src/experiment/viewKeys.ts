/**
 * The `view.*` keys of a link: what the page shows, not what it trains. Values are what somebody
 * may have written by hand. One that its schema refuses counts as absent, and stays in the link
 * as it is: a newer version may know it.
 */
import * as v from 'valibot'
import { isOwnWord } from '../optimizers/ownRules/words'
import { optimizerSpecs } from '../optimizers/specs'
import { INSTRUMENTS } from '../spec/instruments'
import { MAX_RUNS, MAX_STEPS } from './limits'
import { tidied } from './link/arrival'

/** Units of the horizontal axis; the first goes without saying. */
export const X_UNITS = ['steps', 'epochs', 'examples', 'seconds'] as const

/** Everything beside the runs that can be shown or not, in its order. */
export const PARTS = ['step', 'anatomy', 'loss', 'accuracy', 'gradient', 'weights'] as const

/** Panels below the charts, of which one is in sight, in their order. */
export const TABS = [
  'compare',
  'why',
  'instruments',
  'tuning',
  'draw',
  'learned',
  'examples',
] as const

/** Scenes of the tour. */
export const TOUR_SCENES = 5

/** Fewest steps that a zoom shows. */
export const NARROWEST_ZOOM = 2

const numberIn = (min: number, max: number) =>
  v.pipe(v.string(), v.nonEmpty(), v.transform(Number), v.minValue(min), v.maxValue(max))

const scale = v.picklist(['log', 'linear'])

const zoom = v.pipe(
  v.string(),
  v.regex(/^\d{1,9}:\d{1,9}$/),
  v.transform((text) => text.split(':').map(Number) as [number, number]),
  v.check(([from, to]) => to - from >= NARROWEST_ZOOM),
)

/** Names of parts between commas; names of something else are passed over. */
const parts = v.pipe(
  v.string(),
  v.transform((text) => {
    const named = text.split(',')
    return PARTS.filter((part) => named.includes(part))
  }),
)

/** Ids of instruments between commas; names of something else are passed over. */
const instruments = v.pipe(
  v.string(),
  v.transform((text) => {
    const named = text.split(',')
    return INSTRUMENTS.filter((id) => named.includes(id))
  }),
)

/** Those of the list by their ids; a rule of a person's own by `own:NAME`, which a run has. */
const optimizers = v.pipe(
  v.string(),
  v.transform((text) => {
    const named = [...new Set(text.split(','))]
    const known = optimizerSpecs.flatMap(({ id }) => (named.includes(id) ? [id] : []))
    // They are trained side by side, like the runs of an experiment.
    return [...known, ...named.filter(isOwnWord)].slice(0, MAX_RUNS)
  }),
  v.check((found) => found.length > 0),
)

const wholeIn = (min: number, max: number) => v.pipe(numberIn(min, max), v.integer())

/** Limits of the robustness strip. */
export const SWEEP_RATES = [1e-6, 1e4] as const
export const MAX_SWEEP_VALUES = 41
export const MAX_SWEEP_EPOCHS = 1000
export const MAX_SWEEP_SEEDS = 100
export const AXIS_SCALES = ['log', 'linear'] as const

/** What the map of a sweep shows; the first goes without saying. */
export const SWEEP_SHOWN = ['accuracy', 'loss', 'steps'] as const

const stripRange = v.pipe(
  v.string(),
  v.transform((text) => text.split(':').map(Number) as [number, number]),
  v.check(([low, high]) => low >= SWEEP_RATES[0] && high <= SWEEP_RATES[1] && low < high),
)

/** An axis of a sweep: KEY:FROM:TO:VALUES, and `:linear` or `:log` where it is not the setting's own. */
const stripAxis = v.pipe(
  v.string(),
  v.regex(/^[a-z]\w{0,31}(:-?[\d.]+(e-?\d+)?){2}:\d{1,2}(:(log|linear))?$/i),
  v.transform((text) => {
    const [key, low, high, values, scale] = text.split(':') as readonly string[]
    return {
      ...{ key: key!, low: Number(low), high: Number(high), values: Number(values) },
      scale: AXIS_SCALES.find((one) => one === scale) ?? null,
    }
  }),
  v.check(({ low, high, values }) => low < high && values >= 2 && values <= MAX_SWEEP_VALUES),
)

/** What each key may say. Where a key is absent the page has its usual look. */
export const viewKeys = {
  /** Unit of the horizontal axis. */
  x: v.picklist(X_UNITS),
  /** FROM:TO in steps: the stretch of the axis that is shown. */
  zoom,
  /** Parts that are shown, between commas, or `none`. */
  charts: parts,
  /** The step-size chart shows ||dw|| / ||g||. */
  step: v.literal('effective'),
  /** Ends of its y axis: they fit every line, and not the rule with a clip alone. */
  stepRange: v.literal('all'),
  stepScale: scale,
  lossScale: scale,
  accuracyScale: scale,
  gradientScale: scale,
  weightsScale: scale,
  /** Loss and accuracy of the batches are not averaged. */
  smooth: v.literal('off'),
  /** The accuracy axis begins at 0. */
  accuracy: v.literal('whole'),
  /** The charts stand still while training goes on. */
  plots: v.literal('paused'),
  /** Run whose step is taken apart, counted from 0. */
  anatomy: v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number)),
  /**
   * When the loss along the gradient is measured: `live` every two seconds at full speed, too; `off`
   * by hand alone. Without it, while paused or slow.
   */
  probe: v.picklist(['live', 'off']),
  /** Instruments that are on. */
  instruments,
  /** What the strip of the layers shows, where that is not the gradient. */
  layers: v.picklist(['move', 'weights']),
  /** What the plane of the landscape goes through: a run, counted from 0, or the run's own path. */
  plane: v.union([
    v.literal('path'),
    v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number)),
  ]),
  /** The picture of what the runs make of the plane is folded. */
  regions: v.literal('off'),
  /** In the page of somebody else, the slider of the first run's rate. */
  slider: v.literal('on'),
  /** Large type for a lecture: step size, the loss along the gradient, `maxLr`, and nothing else. */
  lecture: v.literal('on'),
  /** The panel in sight below the charts. */
  tab: v.picklist(TABS),
  /** The panels stand beside the runs, where there are two columns, right below lower charts. */
  tabs: v.literal('beside'),
  /** Images, predictions and mistakes are shown, where no tab is named. */
  examples: v.literal('open'),
  /** Test accuracy that the table races to, in per cent. */
  target: numberIn(1, 100),
  /** Most steps a second. */
  pace: numberIn(0.1, 1000),
  /** The robustness strip is open, with these optimizers between commas. */
  strip: optimizers,
  /** FROM:TO, its smallest and largest rate. */
  stripRange,
  /** So many rates, with equal ratios. */
  stripValues: wholeIn(2, MAX_SWEEP_VALUES),
  /** Passes through the examples at each rate. */
  stripEpochs: wholeIn(1, MAX_SWEEP_EPOCHS),
  /** The setting of its first axis, where that is not the rate. */
  stripX: stripAxis,
  /** The setting of its second axis: the sweep is a map. */
  stripY: stripAxis,
  /** Steps of each training, instead of epochs. */
  stripSteps: wholeIn(1, MAX_STEPS),
  /** Seeds of its own, instead of those of the experiment. */
  stripSeeds: wholeIn(1, MAX_SWEEP_SEEDS),
  /** Test accuracy in per cent: the steps until it is reached are measured, too. */
  stripTarget: numberIn(1, 100),
  /** What its map shows. */
  stripShow: v.picklist(SWEEP_SHOWN),
  /** Its good rates are those near the best of all optimizers, not near each one's own. */
  stripGood: v.literal('all'),
  /** The scene of the tour that is open, counted from 1. */
  tour: wholeIn(1, TOUR_SCENES),
  /** Every control shows its help. */
  explain: v.literal('on'),
} as const satisfies Record<string, v.GenericSchema<string, unknown>>

export type ViewKey = keyof typeof viewKeys
export type ViewValue<K extends ViewKey> = v.InferOutput<(typeof viewKeys)[K]>

/** What a view says under a key; undefined where that is nothing, or nonsense. */
export function viewValue<K extends ViewKey>(
  view: Readonly<Record<string, string>>,
  key: K,
): ViewValue<K> | undefined {
  const text = Object.hasOwn(view, key) ? view[key] : undefined
  if (text === undefined) return undefined
  const result = v.safeParse(viewKeys[key], text)
  return result.success ? (result.output as ViewValue<K>) : undefined
}

/** The text of a view setting without what came along from around the link, if that helps. */
export function tidiedView(key: string, text: string): string {
  if (!Object.hasOwn(viewKeys, key)) return text
  const tidy = tidied(text)
  if (tidy === text) return text
  const [before, after] = [text, tidy].map((one) => viewValue({ [key]: one }, key as ViewKey))
  if (after === undefined) return text
  const isMore = Array.isArray(before) && Array.isArray(after) && after.length > before.length
  return before === undefined || isMore ? tidy : text
}
