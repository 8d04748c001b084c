import { describe, expect, it } from 'vitest'
import { faultVerdictOf, verdictOf } from './verdict.mjs'

/** Twelve readings; the value of a key may depend on the reading. */
const readings = (changes = {}) =>
  Array.from({ length: 12 }, (_, i) => {
    const steady = { pageHeap: 30e6, workerHeap: 10e6, tensors: 50, tensorBytes: 1e6 }
    const rest = { gpuBuffers: 100, databaseBytes: 5e6, step: 100 * i, chartUpdates: 10 * i }
    const own = Object.entries(changes).map(([key, at]) => [key, at(i)])
    return { backend: 'wasm', ...steady, ...rest, ...Object.fromEntries(own) }
  })

describe('a verdict', () => {
  it('is good where nothing grows', () => {
    expect(verdictOf(readings())).toMatchObject({ ok: true })
  })

  it('forgives what fills at first, and what comes and goes', () => {
    const pageHeap = (i) => Math.min(30e6, 10e6 * i)
    const tensors = (i) => (i % 2 === 0 ? 50 : 90)
    expect(verdictOf(readings({ pageHeap, tensors })).ok).toBe(true)
  })

  it.each([
    ['heap of the page', { pageHeap: (i) => 30e6 + 3e6 * i }],
    ['tensors', { tensors: (i) => 50 + i }],
    ['buffers of the graphics device', { gpuBuffers: (i) => 100 + 6 * i }],
    ['readings without a new step', { step: (i) => Math.min(i, 9) }],
    ['readings without a new line', { chartUpdates: () => 7 }],
  ])('names what is wrong: %s', (what, changes) => {
    const { ok, sentences } = verdictOf(readings(changes))
    expect(ok).toBe(false)
    const failed = sentences.filter((sentence) => sentence.endsWith('FAILED'))
    expect(failed).toHaveLength(1)
    expect(failed[0]).toContain(what)
  })

  it('asks for readings', () => {
    expect(verdictOf(readings().slice(0, 3)).ok).toBe(false)
  })
})

describe('faults', () => {
  const fault = { fault: 'reload', lostSeconds: 1, backAfterSeconds: 2, byHand: 0, hung: false }

  it('may cost five seconds of training', () => {
    expect(faultVerdictOf([fault, { ...fault, lostSeconds: 4.9 }]).ok).toBe(true)
    expect(faultVerdictOf([fault, { ...fault, lostSeconds: 5.1 }]).ok).toBe(false)
  })

  it('may cost five seconds of training once more', () => {
    const device = { ...fault, fault: 'device lost', lostSeconds: undefined }
    expect(faultVerdictOf([{ ...device, repeatedSeconds: 4.9 }]).ok).toBe(true)
    expect(faultVerdictOf([{ ...device, repeatedSeconds: 5.1 }]).ok).toBe(false)
  })

  it('may not hang', () => {
    const { ok, sentences } = faultVerdictOf([{ ...fault, hung: true }])
    expect(ok).toBe(false)
    expect(sentences[0]).toContain('1 hung')
  })
})
