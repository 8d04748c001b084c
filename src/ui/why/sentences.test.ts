import { expect, it } from 'vitest'
import { optimizerSpec } from '../../optimizers/specs'
import type { StepNumbers } from '../anatomy/stepNumbers'
import { storyOf, type StepStory } from './sentences'

const numbers: StepNumbers = {
  step: 1230,
  loss: 0.31,
  gradNormSq: 1.25,
  unclipped: 0.24,
  stepSize: 0.2,
  maxLr: 0.2,
  effectiveStep: 0.2,
  clipped: true,
  skipped: false,
  values: {},
}
const decrease = { step: 1230, predicted: 0.083, actual: 0.061, alpha: 1 - (2 * 0.061) / 0.083 }

const tell = (
  changes: Partial<StepNumbers> = {},
  rest: Partial<StepStory> = {},
  optimizer = 'alig',
): string =>
  storyOf({
    label: optimizerSpec(optimizer).label,
    spec: optimizerSpec(optimizer),
    numbers: { ...numbers, ...changes },
    decrease: null,
    limit: null,
    noise: null,
    ...rest,
  }).join(' ')

it('tells a clipped step from the loss to what came of it', () => {
  expect(tell({}, { decrease, limit: { step: 1200, stepSize: 0.31 } })).toBe(
    'The batch had a loss of 0.31 and a gradient of length 1.12: straight down that slope the loss ' +
      'would be 0 after a step of 0.248. ALI-G wanted 0.24; maxLr cut it to 0.2. ' +
      'The tangent promised 0.083 less, the batch gave 0.061. ' +
      'It stopped short of the valley (alpha −0.47). ' +
      'Gradient descent would be stable up to 0.31 (measured at step 1,200); this step is 0.645 times as long.',
  )
})

it('tells what the rule chose, and what it could not choose', () => {
  expect(tell({ clipped: false, unclipped: 0.1, stepSize: 0.1 })).toContain(
    'ALI-G wanted 0.1, and had it: maxLr, 0.2, did not act.',
  )
  expect(tell({ clipped: false, unclipped: 3, stepSize: 3, maxLr: Infinity })).toContain(
    'ALI-G took 3: no limit is set.',
  )
  expect(
    tell({ clipped: false, unclipped: 3, stepSize: 2, maxLr: Infinity }),
    'another step than was wanted, as with momentum in it',
  ).toContain('ALI-G wanted 3 and took 2.')
  expect(tell({ unclipped: NaN, stepSize: 0.1, maxLr: NaN }, {}, 'sgd')).toContain(
    'SGD took 0.1, its rate, whatever the loss was.',
  )
  expect(tell({ skipped: true })).toMatch(/^The loss or the gradient .* skipped/)
  expect(tell({ gradNormSq: 0 })).toContain('there was no slope to follow')
})

it('says which step was measured where it is another one', () => {
  expect(tell({}, { decrease: { ...decrease, step: 1220 } })).toContain(
    'At step 1,220, the last one measured, the tangent promised',
  )
})

it.each([
  [-1.2, 'no valley ahead'],
  [-0.5, 'stopped short'],
  [0.05, 'landed in the valley'],
  [0.5, 'lower than it began'],
  [1.5, 'higher than it began'],
])('reads alpha %d as "%s"', (alpha, words) => {
  const actual = ((1 - alpha) / 2) * decrease.predicted
  const said = tell({}, { decrease: { ...decrease, actual, alpha } })
  expect(said).toContain(words)
  expect(said.includes('rose by')).toBe(alpha > 1)
})

it('tells of a step that went up the slope', () => {
  const uphill = { step: 1230, predicted: -0.02, actual: -0.03, alpha: NaN }
  expect(tell({}, { decrease: uphill })).toContain(
    'The step led up the slope of this batch, by 0.02: momentum carried it. The loss rose by 0.03.',
  )
})

it.each([NaN, -Infinity])(
  'names no number where the loss after the step was none: %d',
  (actual) => {
    const alpha = actual === -Infinity ? Infinity : NaN
    const downhill = { step: 1230, predicted: 0.083, actual, alpha }
    expect(tell({}, { decrease: downhill })).toMatch(
      /The tangent promised 0\.083 less, but the loss of the batch after it was not a finite number\.$/,
    )
    const uphill = { ...downhill, predicted: -0.02, alpha: NaN }
    expect(tell({}, { decrease: uphill })).toMatch(
      /by 0\.02: momentum carried it\. The loss of the batch after it was not a finite number\.$/,
    )
  },
)

it.each([
  [0.1, 'want nearly the same'],
  [0.4, 'agree in part'],
  [1.3, 'mostly its own'],
])('reads a noise of %d as "%s"', (noise, words) => {
  expect(tell({}, { noise: { step: 1200, noise } })).toContain(
    `is off by ${noise} of its length (measured at step 1,200): `,
  )
  expect(tell({}, { noise: { step: 1230, noise } })).toContain(words)
})

it('compares with what is stable', () => {
  const limit = { step: 1230, stepSize: 0.1 }
  expect(tell({}, { limit })).toContain('stable up to 0.1; this step is 2 times as long.')
  expect(tell({ stepSize: 0.102 }, { limit })).toContain('this step is just as long')
})
