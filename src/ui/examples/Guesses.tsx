import { formatShare } from '../../charts/format'
import { Swatch } from '../../charts/Swatch'
import type { Look } from '../../state/examples/shown'
import { top } from './predictions'
import type { ShownData } from './useShownData'

/** The classes that each run finds most probable for one image, as bars with numbers. */
export function Guesses({
  look,
  data,
}: {
  readonly look: Look | undefined
  readonly data: ShownData
}) {
  const { runs, classNames } = data
  return (
    <div className="guesses">
      {runs.map(({ workerRun, label, style }) => {
        const answer = look?.runs.find(({ run }) => run === workerRun)
        return (
          <section key={workerRun} className="guesses__run" aria-label={`Prediction of ${label}`}>
            <h4>
              <Swatch {...style} /> {label}
            </h4>
            <ol>
              {answer
                ? top(answer.probabilities, classNames.length, 3).map(({ index, probability }) => (
                    <li key={index}>
                      <span className="guesses__class">{classNames[index]}</span>
                      <span className="guesses__bar" aria-hidden="true">
                        <span style={{ width: `${100 * probability}%`, background: style.color }} />
                      </span>
                      <span className="guesses__share">{formatShare(probability)}</span>
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
