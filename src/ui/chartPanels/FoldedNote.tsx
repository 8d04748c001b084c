import { formatCount } from '../../charts/format'
import type { RunSeries } from '../../state/series/series'

export interface FoldedNoteProps {
  readonly before: number
  readonly previousRuns: readonly {
    readonly id: number
    readonly label: string
    readonly series: Pick<RunSeries, 'firstStep' | 'folded'>
  }[]
}

/** Says which part of the charts is no longer exact. */
export function FoldedNote({ before, previousRuns }: FoldedNoteProps) {
  const earlier = previousRuns.filter(({ series }) => series.firstStep > 0)
  if (before === 0 && earlier.length === 0) return null
  return (
    <>
      {before > 0 && (
        <p className="charts__note">
          Steps before {formatCount(before)} are kept as the smallest, largest and last value of
          groups of steps, here and in the exports.
        </p>
      )}
      {earlier.map(({ id, label, series: { firstStep, folded } }) => (
        <p className="charts__note" key={id}>
          {label}: steps before {formatCount(firstStep)}{' '}
          {folded
            ? 'are kept as the smallest, largest and last value of groups of steps.'
            : 'are not known.'}
        </p>
      ))}
    </>
  )
}
