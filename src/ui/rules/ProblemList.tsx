import type { Place } from '../../rules/types'
import type { DraftProblem } from './checkDraft'

export interface ProblemListProps {
  readonly problems: readonly DraftProblem[]
  readonly onJump: (place: Place) => void
}

/** What is wrong, each with its place, which can be pressed. */
export function ProblemList({ problems, onJump }: ProblemListProps) {
  return (
    <ul className="problems" aria-label="Mistakes">
      {problems.map(({ sentence, place }, i) => (
        <li key={i}>
          {place && (
            <button type="button" className="link" onClick={() => onJump(place)}>
              {place.line}:{place.column}
              <span className="visually-hidden"> (line and column)</span>
            </button>
          )}{' '}
          {sentence}
        </li>
      ))}
    </ul>
  )
}
