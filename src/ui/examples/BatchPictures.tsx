import { formatCount } from '../../charts/format'
import { trainedSettings } from '../../state/experiment/runList'
import { useMemo } from 'react'
import { Marker } from '../../charts/Marker'
import { usePlayground } from '../../state/store/store'
import { Picture } from './Picture'
import { best } from './scores'
import type { ShownData } from './useShownData'
import { useQuery } from './useQueries'

/** Images of the batch that are shown. */
const MOST = 20

/** The batch of the step to come, with what every run makes of it before it has learnt from it. */
export function BatchPictures({ data }: { readonly data: ShownData }) {
  const batch = usePlayground((state) => trainedSettings(state).batch)
  const query = useMemo(() => ({ kind: 'batch', count: Math.min(batch, MOST) }) as const, [batch])
  useQuery(query)
  const predictions = usePlayground(({ session }) => session.examples.answers.batch)
  const { input, classNames, runs } = data
  const size = input.height * input.width * input.channels
  const shown = runs.flatMap((run) => {
    const answer = predictions?.runs.find((one) => one.run === run.id)
    return answer ? [{ ...run, scores: answer.scores }] : []
  })
  return (
    <section className="examples__part" aria-labelledby="examples-batch">
      <h3 id="examples-batch">
        The batch of step {predictions ? formatCount(predictions.step) : '–'}
      </h3>
      <p className="panel__note">
        The first {query.count} of {batch} images, before any run has learnt from them: label, then
        each run’s prediction.
      </p>
      <ul className="examples__grid" aria-label="Images of the batch">
        {Array.from(predictions?.indices ?? [], (index, i) => {
          const isWrongLabel = predictions!.labels[i] !== predictions!.trueLabels[i]
          return (
            <li key={i} className="examples__item" data-index={index}>
              <Picture
                pixels={predictions!.pixels.subarray(i * size, (i + 1) * size)}
                input={input}
              />
              <strong>{classNames[predictions!.labels[i]!]}</strong>
              {isWrongLabel && (
                <span className="examples__noise">
                  wrong label, is {classNames[predictions!.trueLabels[i]!]}
                </span>
              )}
              {shown.map(({ id, label, style, scores }) => {
                const { index: predicted } = best(scores, classNames.length, i)
                const isRight = predicted === predictions!.labels[i]
                return (
                  <span key={id} className="examples__guess" title={label}>
                    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
                      <Marker x={7} y={7} shape={style.marker} color={style.color} hollow={false} />
                    </svg>
                    <span className="visually-hidden">{label}: </span>
                    <span>{classNames[predicted]}</span>
                    <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>
                    <span className="visually-hidden">{isRight ? 'right' : 'wrong'}</span>
                  </span>
                )
              })}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
