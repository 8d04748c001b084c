/**
 * The values a slider can stand on. A slider works on the index of a notch, so that a press of an
 * arrow key is a sensible ratio on a log scale, and round values are met exactly.
 */
import type { NumberOption } from '../../spec/hyperparameter'

/** Notches per decade: each is 12 % above the one before. */
const PER_DECADE = 20
/** Notches of a linear slider, about. */
const LINEAR = 100

/** 1, 2 or 5 times a power of ten, nearest above. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= value * 0.999)!
}

const tidy = (value: number) => Number(value.toPrecision(10))

function logValues(min: number, max: number): number[] {
  const values: number[] = []
  const from = Math.ceil(PER_DECADE * Math.log10(min))
  const to = Math.floor(PER_DECADE * Math.log10(max))
  for (let k = from; k <= to; k++) values.push(Number((10 ** (k / PER_DECADE)).toPrecision(2)))
  return values
}

function linearValues(min: number, max: number, integer: boolean): number[] {
  const step = integer ? Math.max(1, roundStep((max - min) / 200)) : roundStep((max - min) / LINEAR)
  const values: number[] = []
  for (let k = Math.ceil(min / step - 1e-9); k * step <= max * (1 + 1e-12); k++)
    values.push(tidy(k * step))
  return values
}

/** Notches of an option in rising order: both ends of the slider and the default among them. */
export function stopsOf(option: NumberOption): readonly number[] {
  const { min, max } = option.slider ?? option
  const smallest = option.scale === 'log' && min <= 0 ? Math.min(1e-6, max) : min
  const values =
    option.scale === 'log' ? logValues(smallest, max) : linearValues(min, max, !!option.integer)
  const fixed = [min, max, ...(option.default === null ? [] : [option.default])]
  const all = [...values, ...fixed]
    .map((value) => (option.integer ? Math.round(value) : value))
    .filter((value) => value >= min && value <= max)
  return [...new Set(all)].sort((a, b) => a - b)
}

/** Index of the notch nearest to a value, measured on the option's scale. */
export function nearestStop(sliderStops: readonly number[], value: number): number {
  let high = sliderStops.findIndex((stop) => stop >= value)
  if (high < 0) high = sliderStops.length - 1
  if (high === 0) return 0
  const below = sliderStops[high - 1]!
  const above = sliderStops[high]!
  const middle = below > 0 && above / below > 1.5 ? Math.sqrt(below * above) : (below + above) / 2
  return value < middle ? high - 1 : high
}

/** The next notch above (`by` > 0) or below a value that may lie between two. */
export function stepFrom(sliderStops: readonly number[], value: number, by: number): number {
  const last = sliderStops.length - 1
  const exact = sliderStops.indexOf(value)
  const start =
    exact >= 0
      ? exact
      : by > 0
        ? sliderStops.findLastIndex((stop) => stop < value)
        : (sliderStops.findIndex((stop) => stop > value) + sliderStops.length + 1) %
          (sliderStops.length + 1)
  const index = Math.min(last, Math.max(0, start + by))
  const next = sliderStops[index]!
  // Outside of the slider's range the value stays where it is rather than jump back.
  return by > 0 ? Math.max(next, value) : Math.min(next, value)
}

/** Value to start from when "no limit" is switched off. */
export function valueWithLimit(option: NumberOption): number {
  if (option.default !== null) return option.default
  const { min, max } = option.slider ?? option
  const middle = option.scale === 'log' ? Math.sqrt(Math.max(min, 1e-12) * max) : (min + max) / 2
  const sliderStops = stopsOf(option)
  return sliderStops[nearestStop(sliderStops, middle)]!
}
