import { describe, expect, it } from 'vitest'
import { RULES, STUDIES, bestRate, reportCases, searchCases } from './adaptive.mjs'
import { reportTable, searchTable } from './adaptiveTables.mjs'
import { readCase } from './record.mjs'

/** Losses by seed and rate; null where it diverged. */
const recordOf = (first, ...losses) => ({
  link: 'v=1&run=adam',
  date: '2026-11-28',
  seeds: losses.map((byRate, i) => ({
    seed: first + i,
    runs: byRate.map((trainLoss) => ({ label: 'run', trainLoss, testAccuracy: 0.5 })),
  })),
})
const steady = [3, 2, 1.5, 1, 0.5, 0.4, 0.7, null]
const lucky = [3, 2, 1.5, 1, 0.6, 0.1, 0.7, null]
const unlucky = [3, 2, 1.5, 1, 0.5, null, 0.8, null]

describe('the rate of a baseline', () => {
  it('is the one whose worst seed has the lowest training loss', () => {
    expect(bestRate(STUDIES[0], recordOf(101, steady, lucky))).toBe(0.1)
    expect(bestRate(STUDIES[0], recordOf(101, lucky, unlucky))).toBe(0.03)
  })

  it.each(STUDIES)('is searched for on the same grid for all, in $id', (study) => {
    for (const [i, { link }] of searchCases(study).entries()) {
      const { id, key } = RULES[i]
      const rates = [...link.matchAll(new RegExp(`run=${id},${key}:([\\d.]+)`, 'g'))]
      expect(rates.map(([, rate]) => Number(rate))).toEqual(study.rates)
    }
  })

  it.each(STUDIES.filter(({ id }) => readCase(`${id}/report-1`)))(
    'that $id reports is the best of its search, with other seeds',
    (study) => {
      const searched = new Set(
        searchCases(study).flatMap(({ id }) => readCase(id).seeds.map(({ seed }) => seed)),
      )
      for (const { id, link } of reportCases(study)) {
        const reported = readCase(id)
        expect(reported.link).toBe(link)
        expect(reported.seeds.filter(({ seed }) => searched.has(seed))).toEqual([])
      }
    },
  )
})

describe('the tables of a study', () => {
  const searched = RULES.map(() => recordOf(101, steady, unlucky))

  it('have the worst seed of each rate, and the best in bold', () => {
    const rows = searchTable(STUDIES[0], searched).split('\n')
    expect(rows[2]).toBe(
      '| ALI-G, `maxLr` | 3 | 2 | 1.5 | 1 | **0.5** | diverged | 0.8 | diverged |',
    )
    expect(rows.at(-1)).toContain('seeds 101, 102, wasm, 2026-11-28')
  })

  it('have a row for each rule, with its failures counted', () => {
    const report = (count) => recordOf(1, Array(count).fill(0.3), Array(count).fill(0.1))
    const reported = [6, 5, 1].map(report)
    reported[0].seeds[1].runs[2].testAccuracy = null
    const rows = reportTable(STUDIES[0], searched, reported, 10).split('\n')
    expect(rows[2]).toBe(
      '| ALI-G | 0.03 | 0.2 (0.15 to 0.25) | 50.0 % (50.0 % to 50.0 %) | 0 of 2 |',
    )
    expect(rows[4]).toContain('| Adam | 0.03 |')
    expect(rows[4]).toContain('1 of 2 failed')
    expect(rows[13]).toContain('| DFW (hinge loss) |')
    reported[1].seeds.pop()
    expect(() => reportTable(STUDIES[0], searched, reported, 10)).toThrow('other seeds')
  })
})
