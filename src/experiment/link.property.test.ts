import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import fixtures from '../../fixtures/links.json'
import { MAX_EDITS, MAX_EXTRA, MAX_LINK, MAX_RUNS } from './limits'
import { decodeLink, encodeLink } from './link'
import { parseExperiment } from './parseExperiment'
import { presets } from './presets'
import { experiments, mutated, nonsenseLinks } from './testing/arbitraries'

const prototypeKeys = Reflect.ownKeys(Object.prototype).length

/** What holds for whatever a link says. */
function expectSound(link: string): void {
  const { experiment, notices } = decodeLink(link)
  const parsed = parseExperiment(experiment)
  expect(parsed).toEqual({ ok: true, experiment })
  const again = decodeLink(encodeLink(experiment))
  expect(again.experiment).toEqual(experiment)
  expect(again.notices.length).toBe(experiment.unknown.length > 0 ? 1 : 0)
  for (const notice of notices) expect(notice).toMatch(/^["A-Z][^\n]*\.$/)
  expect(notices.length).toBeLessThanOrEqual(21)
  expect(Reflect.ownKeys(Object.prototype).length).toBe(prototypeKeys)
}

const goodLinks = fc.oneof(
  experiments.map(encodeLink),
  fc.constantFrom(...fixtures.map(({ link }) => link), ...presets.map(({ link }) => link)),
)

describe('any link', () => {
  it('brings every valid experiment back', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        const link = encodeLink(experiment)
        expect(link).toMatch(/^v=1(&[^#+\s]*)?$/)
        const { experiment: decoded, notices } = decodeLink(`#${link}`)
        expect(decoded).toEqual(experiment)
        expect(notices.length).toBe(experiment.unknown.length > 0 ? 1 : 0)
      }),
      { numRuns: 3000 },
    )
  }, 120_000)

  it('decodes to a valid experiment when it is any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), expectSound), {
      numRuns: 5000,
    })
  }, 120_000)

  it('decodes to a valid experiment when keys are real and values are not', () => {
    fc.assert(fc.property(nonsenseLinks, expectSound), { numRuns: 8000 })
  }, 120_000)

  it('decodes to a valid experiment after accidents', () => {
    fc.assert(fc.property(mutated(goodLinks), expectSound), { numRuns: 8000 })
  }, 120_000)

  it('survives URLSearchParams where no name needs the difference', () => {
    fc.assert(
      fc.property(experiments, (experiment) => {
        const runs = experiment.runs.map(({ optimizer, hyper }) => ({ optimizer, hyper }))
        const plain = { ...experiment, runs }
        const rewritten = new URLSearchParams(encodeLink(plain)).toString()
        expect(decodeLink(rewritten).experiment).toEqual(plain)
      }),
      { numRuns: 500 },
    )
  }, 120_000)
})

it.each([
  ['digits', `seed=${'1'.repeat(MAX_LINK - 10)}x`],
  ['decimals', `noise=0.${'1'.repeat(MAX_LINK - 10)}x`],
  ['ampersands', '&'.repeat(MAX_LINK)],
  ['empty values', '=&'.repeat(MAX_LINK / 2)],
  ['keys of one letter', 'a&'.repeat(MAX_LINK / 2)],
  ['commas', `run=sgd${','.repeat(MAX_LINK - 10)}`],
  ['colons', `edit=1,0,lr${':'.repeat(MAX_LINK - 20)}`],
  ['escapes', `name=${'%'.repeat(MAX_LINK - 10)}`],
  ['edits', 'edit=1,0,x&'.repeat(5000)],
  ['runs', 'run=&'.repeat(10_000)],
])('takes a link full of %s without ado', (_, link) => {
  expectSound(link)
})

it('the longest experiment still fits in a link', () => {
  const longest = '\u{1f642}'.repeat(80)
  const base = decodeLink('run=alig').experiment
  const hyper = { ...base.runs[0]!.hyper, momentumMode: 'adjusted', eps: 1.234567890123457e-7 }
  const experiment = {
    ...base,
    name: longest,
    runs: Array.from({ length: MAX_RUNS }, () => ({ optimizer: 'alig', name: longest, hyper })),
    edits: Array.from({ length: MAX_EDITS }, () => ({
      step: 9_999_999,
      run: 7,
      key: 'weightDecay',
      value: 1.234567890123457e-10,
    })),
    view: { x: '\u4e2d'.repeat(MAX_EXTRA - 3) },
    unknown: [['k', '\u4e2d'.repeat(MAX_EXTRA - 3)]] as const,
  }
  const link = encodeLink(experiment)
  expect(link.length).toBeLessThan(MAX_LINK)
  expect(decodeLink(link).experiment).toEqual(experiment)
})
