/** Which of the panels below the charts is in sight, by the view of the link. Pure. */
import { dataShape, datasetSpec } from '../../data/specs'
import { TABS, viewValue } from '../../experiment/viewKeys'
import type { Settings } from '../../state/types'
import { isSweepOpen } from '../../state/sweep/sweepOptimizers'

export type TabId = (typeof TABS)[number]

type Viewed = Pick<Settings, 'view'>

/** Links from before there were tabs opened two of the panels by keys of their own. */
function usualTab(experiment: Viewed): TabId {
  if (isSweepOpen(experiment)) return 'tuning'
  return viewValue(experiment.view, 'examples') === 'open' ? 'examples' : 'compare'
}

export const shownTab = (experiment: Viewed, tabs: readonly TabId[]): TabId => {
  const wanted = viewValue(experiment.view, 'tab') ?? usualTab(experiment)
  return tabs.includes(wanted) ? wanted : 'compare'
}

/** What to write for a tab; null for the one that goes without saying. */
export const tabText = (experiment: Viewed, tab: TabId): TabId | null =>
  tab === usualTab(experiment) ? null : tab

export interface Tab {
  readonly id: TabId
  readonly title: string
}

/** The tabs there are for these data: points are not drawn. */
export function tabsFor(data: Settings['data']): readonly Tab[] {
  const areImages = datasetSpec(data.id).kind === 'images'
  const isGrey = dataShape(data).input.channels === 1
  const titles: Readonly<Record<TabId, string>> = {
    compare: 'Compare',
    why: 'Why this step?',
    instruments: 'Instruments',
    tuning: 'How much tuning?',
    draw: isGrey ? 'Draw a digit' : 'Look at an image',
    learned: 'What it learned',
    examples: 'Examples',
  }
  return TABS.filter((id) => id !== 'draw' || areImages).map((id) => ({ id, title: titles[id] }))
}
