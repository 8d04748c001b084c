import { describe, expect, it } from 'vitest'
import { REGULARISED_REPORT, REGULARISED_SEARCHES } from './cifarCases.mjs'
import { readCase } from './record.mjs'

const runsOf = (link) => link.match(/run=[^&]+/g)

describe('the regularised comparison', () => {
  it('reports the best of each search by training loss, with other seeds', () => {
    const reported = readCase(REGULARISED_REPORT.id).seeds.map(({ seed }) => seed)
    const best = REGULARISED_SEARCHES.map(({ id, link }) => {
      const [{ seed, runs }] = readCase(id).seeds
      expect(reported).not.toContain(seed)
      const losses = runs.map(({ trainLoss }) => trainLoss ?? Infinity)
      return runsOf(link)[losses.indexOf(Math.min(...losses))].replace(/,name:.*/, '')
    })
    expect(runsOf(REGULARISED_REPORT.link)).toEqual(best)
  })
})
