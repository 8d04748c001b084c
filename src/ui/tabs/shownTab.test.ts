import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { shownTab, tabsFor, tabText } from './shownTab'

const experiment = (link: string) => decodeLink(link).experiment
const shown = (link: string) => {
  const one = experiment(link)
  return shownTab(
    one,
    tabsFor(one.data).map(({ id }) => id),
  )
}

describe('the panel below the charts', () => {
  it('is the table of runs, or what the link names', () => {
    expect(shown('')).toBe('compare')
    expect(shown('view.tab=learned')).toBe('learned')
    expect(shown('view.tab=nonsense')).toBe('compare')
  })

  it('is what a link from before there were tabs has open', () => {
    expect(shown('view.strip=alig')).toBe('tuning')
    expect(shown('view.examples=open')).toBe('examples')
    expect(shown('view.strip=alig&view.tab=compare')).toBe('compare')
  })

  it('is none for drawing where the examples are points', () => {
    expect(shown('data=spirals&view.tab=draw')).toBe('compare')
    expect(tabsFor(experiment('').data).map(({ title }) => title)).toContain('Draw a digit')
    expect(tabsFor(experiment('data=cifar10&model=cnn').data).map(({ title }) => title)).toContain(
      'Look at an image',
    )
  })

  it('is written where it does not go without saying', () => {
    expect(tabText(experiment(''), 'compare')).toBeNull()
    expect(tabText(experiment(''), 'draw')).toBe('draw')
    expect(tabText(experiment('view.strip=alig'), 'compare')).toBe('compare')
    expect(tabText(experiment('view.strip=alig'), 'tuning')).toBeNull()
  })
})
