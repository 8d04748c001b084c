import { findOptimizer } from '../optimizers/specs'
import type { RunConfig } from './experiment'

/**
 * What each run is called on the page: its name, or else its optimizer's label. All differ: of
 * equal ones the first stays as it is, and the others get the first free number from 2 on.
 */
export function runLabels(runs: readonly RunConfig[]): string[] {
  const wanted = runs.map(
    ({ name, optimizer }) => name ?? findOptimizer(optimizer)?.label ?? optimizer,
  )
  const taken = new Set(wanted)
  const seen = new Set<string>()
  return wanted.map((label) => {
    if (!seen.has(label)) {
      seen.add(label)
      return label
    }
    let number = 2
    while (taken.has(`${label} ${number}`)) number++
    const numbered = `${label} ${number}`
    taken.add(numbered)
    return numbered
  })
}
