/** A step in sentences that are made of its numbers. Pure. */
import { formatCount } from '../../charts/format'
import { formatNumber } from '../../experiment/optionText'
import type { OptimizerSpec } from '../../spec/optimizer'
import { fateOf, type StepNumbers } from '../anatomy/stepNumbers'
import type { MeasuredDecrease, MeasuredLimit, MeasuredNoise } from './measuredAt'

export interface StepStory {
  /** As the page calls the run. */
  readonly label: string
  readonly spec: Pick<OptimizerSpec, 'alongGradient' | 'fixedRateKey' | 'hasUnclipped' | 'limitKey'>
  readonly numbers: StepNumbers
  readonly decrease: MeasuredDecrease | null
  readonly limit: MeasuredLimit | null
  readonly noise: MeasuredNoise | null
}

const short = (value: number) => formatNumber(Number(value.toPrecision(3))).replace(/^-/, '−')
/** So close to the valley of the parabola that it counts as in it. */
const IN_THE_VALLEY = 0.1
/** Errors of the gradient, of its length. */
const MOSTLY_NOISE = 0.7
const HARDLY_NOISE = 0.2
/** Sizes that differ by less are called equal. */
const EQUAL = 0.05

/** What the rule wanted and what it got, the batch, what came of it, and what would be stable. */
export function storyOf(story: StepStory): string[] {
  const { numbers } = story
  if (numbers.skipped)
    return [
      'The loss or the gradient of this batch was not a finite number: the step was skipped and the weights stayed where they were.',
    ]
  return [
    batch(numbers),
    ...agreement(story),
    choice(story),
    ...outcome(story),
    ...stability(story),
  ]
}

function batch({ loss, gradNormSq }: StepNumbers): string {
  const begin = `The batch had a loss of ${short(loss)} and a gradient of length ${short(Math.sqrt(gradNormSq))}`
  if (!(gradNormSq > 0)) return `${begin}: there was no slope to follow.`
  return `${begin}: straight down that slope the loss would be 0 after a step of ${short(loss / gradNormSq)}.`
}

/** Whether the examples of the batch want the same. */
function agreement({ numbers, noise }: StepStory): string[] {
  if (!noise || !Number.isFinite(noise.noise)) return []
  const when = noise.step === numbers.step ? '' : ` (measured at step ${formatCount(noise.step)})`
  const verdict =
    noise.noise > MOSTLY_NOISE
      ? 'the slope of this batch is mostly its own'
      : noise.noise < HARDLY_NOISE
        ? 'its examples want nearly the same'
        : 'its examples agree in part'
  return [
    `By its four quarters, that gradient is off by ${short(noise.noise)} of its length${when}: ${verdict}.`,
  ]
}

function choice({ label, spec, numbers }: StepStory): string {
  const { unclipped, stepSize, maxLr, effectiveStep } = numbers
  const limit = spec.limitKey ?? 'its limit'
  if (spec.fixedRateKey !== undefined)
    return `${label} took ${short(stepSize)}, its rate, whatever the loss was.`
  if (!spec.hasUnclipped || Number.isNaN(unclipped))
    return spec.alongGradient
      ? `${label} chose a step of ${short(stepSize)}.`
      : `${label} moved the weights as far as a step of ${short(effectiveStep)} along the gradient would.`
  switch (fateOf(numbers)) {
    case 'clipped':
      return `${label} wanted ${short(unclipped)}; ${limit} cut it to ${short(stepSize)}.`
    case 'whole':
      if (maxLr === Infinity) return `${label} took ${short(stepSize)}: no limit is set.`
      return `${label} wanted ${short(unclipped)}, and had it: ${limit}, ${short(maxLr)}, did not act.`
    default:
      return `${label} wanted ${short(unclipped)} and took ${short(stepSize)}.`
  }
}

function outcome({ numbers, decrease }: StepStory): string[] {
  if (!decrease) return []
  const { predicted, actual, alpha, step } = decrease
  const when = step === numbers.step ? '' : `At step ${formatCount(step)}, the last one measured, `
  const start = (text: string) => (when ? when + text : text[0]!.toUpperCase() + text.slice(1))
  if (!(predicted > 0))
    return [
      start(
        `the step led up the slope of this batch, by ${short(-predicted)}: momentum carried it. The loss ${moved(actual)}.`,
      ),
    ]
  const promise = `the tangent promised ${short(predicted)} less, `
  if (!Number.isFinite(actual)) return [start(`${promise}but the loss ${moved(actual)}.`)]
  const first =
    actual >= 0
      ? `the batch gave ${short(actual)}.`
      : `but the loss of the batch rose by ${short(-actual)}.`
  return [start(promise + first), ...valley(alpha)]
}

function moved(actual: number): string {
  if (!Number.isFinite(actual)) return 'of the batch after it was not a finite number'
  return actual >= 0 ? `fell by ${short(actual)} all the same` : `rose by ${short(-actual)}`
}

/** Where it landed on the parabola. */
function valley(alpha: number): string[] {
  if (Number.isNaN(alpha)) return []
  const number = `alpha ${short(alpha)}`
  if (alpha <= -1)
    return [`There is no valley ahead: the loss fell at least as fast as its tangent (${number}).`]
  if (alpha < -IN_THE_VALLEY) return [`It stopped short of the valley (${number}).`]
  if (alpha <= IN_THE_VALLEY) return [`It landed in the valley (${number}).`]
  if (alpha <= 1)
    return [`It passed the valley and landed on the other side, lower than it began (${number}).`]
  return [`It passed the valley and landed higher than it began (${number}).`]
}

function stability({ spec, numbers, limit }: StepStory): string[] {
  if (!limit || !(limit.stepSize > 0)) return []
  const size = spec.alongGradient ? numbers.stepSize : numbers.effectiveStep
  const when = limit.step === numbers.step ? '' : ` (measured at step ${formatCount(limit.step)})`
  const times = size / limit.stepSize
  const beside =
    Math.abs(times - 1) <= EQUAL
      ? 'this step is just as long'
      : `this step is ${short(times)} times as long`
  const said = size > 0 ? `; ${beside}` : ''
  return [`Gradient descent would be stable up to ${short(limit.stepSize)}${when}${said}.`]
}
