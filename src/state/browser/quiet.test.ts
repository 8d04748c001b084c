import { expect, it } from 'vitest'
import { isQuiet } from './quiet'

it.each([
  ['before anything is there', { phase: 'starting', progress: null, step: 0 }, false],
  ['while data arrive', { phase: 'loading', progress: 0.5, step: 0 }, false],
  ['while test images arrive', { phase: 'training', progress: 0.5, step: 7 }, false],
  ['before the first step of a training', { phase: 'training', progress: null, step: 0 }, false],
  ['after it', { phase: 'training', progress: null, step: 1 }, true],
  ['where Train has not been pressed', { phase: 'ready', progress: null, step: 0 }, true],
  ['where nothing can be trained', { phase: 'failed', progress: null, step: 0 }, true],
] as const)('knows %s whether somebody waits', (_, session, quiet) => {
  expect(isQuiet(session)).toBe(quiet)
})
