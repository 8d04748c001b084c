import { Swatch } from '../../charts/Swatch'
import type { Predictions } from '../../state/session/session'
import { formatScore, top } from './scores'
import type { ShownData } from './useShownData'

/** Outputs may lie outside 0 to 1, bars may not. */
const barWidth = (score: number) => `${100 * Math.min(Math.max(score || 0, 0), 1)}%`

/** The classes to which each run gives the highest scores for one image, as bars with numbers. */
export function Guesses({
  predictions,
  data,
}: {
  readonly predictions: Predictions | undefined
  readonly data: ShownData
}) {
  const { runs, classNames, loss } = data
  return (
    <div className="guesses">
      {runs.map(({ id, label, style }) => {
        const answer = predictions?.runs.find(({ run }) => run === id)
        return (
          <section key={id} className="guesses__run" aria-label={`Prediction of ${label}`}>
            <h4>
              <Swatch {...style} /> {label}
            </h4>
            <ol>
              {answer
                ? top(answer.scores, classNames.length, 3).map(({ index, score }) => (
                    <li key={index}>
                      <span className="guesses__class">{classNames[index]}</span>
                      <span className="guesses__bar" aria-hidden="true">
                        <span style={{ width: barWidth(score), background: style.color }} />
                      </span>
                      <span className="guesses__share">{formatScore(loss, score)}</span>
                    </li>
                  ))
                : [0, 1, 2].map((i) => <li key={i}>–</li>)}
            </ol>
          </section>
        )
      })}
    </div>
  )
}
