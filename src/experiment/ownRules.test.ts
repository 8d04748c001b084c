/** Rules that a person typed, in links, files and words. */
import { describe, expect, it } from 'vitest'
import { ownRule, SQUARED } from '../optimizers/ownRules/testing/rules'
import { describeDifference, experimentDiff } from './diff'
import { MAX_LINK, MAX_RUNS } from './limits'
import { decodeLink, encodeLink } from './link'
import { parseExperiment } from './parseExperiment'

const id = ownRule('Squared', SQUARED)

describe('a link', () => {
  it('brings a rule with its options, and edits of them', () => {
    const link = `v=1&run=alig&run=${id},damping:0.5&edit=3,1,damping:2`
    const { experiment, notices } = decodeLink(link)
    expect(notices).toEqual([])
    expect(experiment.runs[1]).toEqual({
      optimizer: id,
      hyper: { maxLr: 0.2, damping: 0.5, radius: null },
    })
    expect(encodeLink(experiment)).toBe(link)
  })

  it('says what is wrong with a rule in its own words, and leaves the run out', () => {
    const noticesOf = (run: string) => {
      const { experiment, notices } = decodeLink(`run=sgd&run=${run}`)
      expect(experiment.runs).toHaveLength(1)
      return notices.join()
    }
    expect(noticesOf(ownRule('Wrong', 'stepSize = 1\nw = w - lr * g'))).toBe(
      'The link brings a rule of its own that cannot be read: line 2, column 9: "lr" is not known ' +
        'here; this run is left out.',
    )
    expect(noticesOf(id.slice(0, -5))).toContain('its code is damaged')
    expect(noticesOf(id.replace('own1', 'own2'))).toContain('a newer version of this page')
  })

  it('calls a rule by its name where something else is wrong', () => {
    const { notices } = decodeLink(`run=${id},lr:1,damping:1e9&edit=3,0,lr:2`)
    expect(notices).toHaveLength(3)
    for (const notice of notices) expect(notice).not.toContain('own1')
    expect(notices.join()).toContain('Run 1 (own:Squared): own:Squared has no hyperparameter "lr"')
  })

  it('has room for eight rules of the largest size', () => {
    const noise = Array.from({ length: 60 }, (_, line) =>
      Array.from({ length: 30 }, (_, i) =>
        ((7919 * (line + 1) * (i + 3) ** 2) % 36 ** 2).toString(36).padStart(2, '0'),
      ).join(''),
    )
    const text = `stepSize = 1\nw = w - g\n# ${noise.join('\n# ')}`
    expect(text.length).toBeGreaterThan(3700)
    const rule = ownRule('\u4e2d'.repeat(40), text)
    expect(rule.length).toBeGreaterThan(2500)
    const runs = Array.from({ length: MAX_RUNS }, () => ({ optimizer: rule, hyper: { radius: 2 } }))
    const experiment = { ...decodeLink('').experiment, runs }
    const link = encodeLink(experiment)
    expect(link.length).toBeLessThan(MAX_LINK)
    expect(decodeLink(link)).toMatchObject({ experiment, notices: [] })
  })
})

describe('an experiment in a file', () => {
  const parsed = (optimizer: unknown) =>
    parseExperiment({
      ...decodeLink('').experiment,
      runs: [{ optimizer, hyper: { damping: 3 } }],
    })

  it('brings a rule', () => {
    const hyper = { maxLr: 0.2, damping: 3, radius: null }
    expect(parsed(id)).toMatchObject({ ok: true, experiment: { runs: [{ optimizer: id, hyper }] } })
  })

  it.each([
    [ownRule('Wrong', 'w = 1'), /^runs\.0\.optimizer is a rule that cannot be read: line 1, col/],
    ['own1.!', /^runs\.0\.optimizer is a rule that cannot be read: its code is damaged\.$/],
    ['own2.AA', /a newer version/],
    [['own1.a'], /^runs\.0\.optimizer must be /],
  ])('is refused with a rule that cannot be read: %j', (optimizer, sentence) => {
    expect(parsed(optimizer)).toMatchObject({
      ok: false,
      sentences: [expect.stringMatching(sentence)],
    })
  })
})

describe('a difference', () => {
  const between = (before: string, after: string) =>
    experimentDiff(decodeLink(before).experiment, decodeLink(after).experiment)

  it('of two rules of one name is another rule, and their options go without saying', () => {
    const other = ownRule('Squared', SQUARED.replaceAll('damping', 'softness'))
    const differences = between(`run=${id},maxLr:1`, `run=${other}`)
    expect(differences).toEqual([
      { subject: 'Squared', before: 'own:Squared', after: 'own:Squared', isRule: true },
      { subject: 'Squared maxLr', before: '1', after: '0.2' },
    ])
    expect(differences.map(describeDifference)[0]).toBe('Squared: another rule')
  })

  it('calls a rule that came or went by its name', () => {
    expect(between('run=sgd', `run=sgd&run=${id}`).map(describeDifference)).toEqual([
      'Squared: absent -> own:Squared',
    ])
  })
})
