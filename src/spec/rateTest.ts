/** Which rates a rate test tries. */
import type { NumberOption, OptionValue } from './hyperparameter'

/** Updates that each rate is given. */
export const RATE_TEST_STEPS = 20

const IN_A_DECADE = [1, 2, 5]
/** Decades below and above that of the rate in force. */
const BELOW = 2
const ABOVE = 3

/**
 * Round values over five decades around the one in force, and that one itself, in order. Where it is
 * no number, as where a limit is off, around the default.
 */
export function testedRates(option: NumberOption, current: OptionValue): number[] {
  const inForce = typeof current === 'number' && current > 0 ? [current] : []
  const middle = inForce[0] ?? (option.default || 1)
  const decade = Math.floor(Math.log10(middle) + 1e-9)
  const round = Array.from({ length: BELOW + ABOVE }, (_, i) => decade - BELOW + i).flatMap(
    (power) => IN_A_DECADE.map((factor) => Number(`${factor}e${power}`)),
  )
  const all = [...round, Number(`1e${decade + ABOVE}`), ...inForce]
  return [...new Set(all)]
    .filter((rate) => rate >= option.min && rate <= option.max)
    .sort((a, b) => a - b)
}
