/** The imported experiment that the page's numbers are compared with, and what came of it. */
import { create } from 'zustand'
import { seriesStore, usePlayground } from '../store/store'
import { describeDifference, seriesDifference } from './runDifference'
import { describeAllHashes, sidesOf } from './runPairs'
import type { ImportedExperiment } from './importedExperiment'

interface ComparisonState {
  readonly imported: ImportedExperiment | null
  /** Made again when training stops. */
  readonly sentence: string
}

export const useComparison = create<ComparisonState>()(() => ({ imported: null, sentence: '' }))

function sentenceOf(imported: ImportedExperiment): string {
  const { pairs, hashes } = sidesOf(imported, usePlayground.getState(), seriesStore)
  return [describeDifference(seriesDifference(pairs)), describeAllHashes(hashes)]
    .filter(Boolean)
    .join(' ')
}

export function compareWith(imported: ImportedExperiment | null): void {
  useComparison.setState({ imported, sentence: imported ? sentenceOf(imported) : '' })
}

/** Makes the sentence again whenever training has stopped or started over. */
export function startComparison(store: typeof usePlayground): void {
  store.subscribe((state, previous) => {
    const { imported } = useComparison.getState()
    if (imported && state.session.phase !== previous.session.phase) compareWith(imported)
  })
}
