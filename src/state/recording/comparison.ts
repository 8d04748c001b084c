/** The recording that the page's numbers are compared with, and what came of it. */
import { create } from 'zustand'
import { seriesStore, usePlayground } from '../store'
import { describeDifference, seriesDifference } from './difference'
import { describeAllHashes, sidesOf } from './pairs'
import type { Recording } from './recording'

interface ComparisonState {
  readonly recording: Recording | null
  /** Made again when training stops. */
  readonly sentence: string
}

export const useComparison = create<ComparisonState>()(() => ({ recording: null, sentence: '' }))

function sentenceOf(recording: Recording): string {
  const { pairs, hashes } = sidesOf(recording, usePlayground.getState(), seriesStore)
  return [describeDifference(seriesDifference(pairs)), describeAllHashes(hashes)]
    .filter(Boolean)
    .join(' ')
}

export function compareWith(recording: Recording | null): void {
  useComparison.setState({ recording, sentence: recording ? sentenceOf(recording) : '' })
}

/** Makes the sentence anew whenever training has stopped or started over. */
export function keepComparing(store: typeof usePlayground): void {
  store.subscribe((state, previous) => {
    const { recording } = useComparison.getState()
    if (recording && state.phase !== previous.phase) compareWith(recording)
  })
}
