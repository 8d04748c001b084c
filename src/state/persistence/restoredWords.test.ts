import { expect, it } from 'vitest'
import { backSentence, COPY, missingWords } from './restoredWords'

const whole = { step: 5000, firstStep: 0, isCut: false }

it('claims no numbers that are not there', () => {
  expect(backSentence(whole, false, ', seed 2 of 3')).toBe(
    'The numbers of your last visit are back: 5,000 steps, seed 2 of 3. ' +
      'Train goes on from there; Reset starts over.',
  )
  expect(backSentence({ ...whole, firstStep: 1200 }, false, '')).toBe(
    'The numbers of your last visit are back from step 1,200 to step 5,000; ' +
      'the earlier ones were deleted. Train goes on from there; Reset starts over.',
  )
  expect(backSentence({ ...whole, isCut: true }, true, '')).toContain(
    `5,000 steps. Those after it cannot be read any more. ${COPY}`,
  )
  expect(missingWords(whole)).toBe('')
  expect(missingWords({ step: 5000, firstStep: 1200, isCut: true })).toBe(
    'Its numbers begin at step 1,200: the earlier ones were deleted. ' +
      'Those after step 5,000 cannot be read any more.',
  )
})
