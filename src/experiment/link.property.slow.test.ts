import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_EDITS, MAX_EXTRA, MAX_LINK, MAX_RUNS } from './limits'
import { decodeLink, encodeLink } from './link'
import { parseExperiment } from './parseExperiment'
import { experiments } from './testing/arbitraries'
import { fuzzLinks } from './testing/fuzzLinks'

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

/** A job that has the time for it reads more of them. */
const LINKS = Number(process.env['FUZZ_LINKS'] ?? 20_000)

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

  it(
    `stays within the schema and comes back, in ${LINKS} hostile links`,
    () => {
      const { links, read, told, faults, shortest } = fuzzLinks(LINKS, Date.now() % 1e6)
      expect(shortest).toEqual({})
      expect(Object.values(faults)).toEqual([0, 0, 0, 0])
      // They were hostile, and not so hostile that nothing could be read.
      expect(Math.min(read, told) / links).toBeGreaterThan(0.5)
    },
    60_000 + 20 * LINKS,
  )

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
  ['ampersands of HTML', '&amp;'.repeat(10_000)],
  ['line breaks', `seed=1${'=\n'.repeat(20_000)}`],
  ['quotes', `seed=1${'"'.repeat(20_000)}`],
  ['dots', `seed=1${'.'.repeat(50_000)}x`],
  ['question marks', `seed=1${'?utm_'.repeat(10_000)}`],
  ['the encoding of mails', `v=3D1&${'=3D'.repeat(20_000)}`],
  ['layers of encoding', `v%3D${'%25'.repeat(700_000)}`],
  ['one layer of encoding', `v%3D1%26%${'25'.repeat(1_000_000)}3D`],
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
