import { formatCount } from '../../charts/format'
import { useEffect } from 'react'
import { Swatch } from '../../charts/Swatch'
import { requestFirstLayer } from '../../state/session/sendQuery'
import type { FirstLayerReport } from '../../state/session/session'
import { usePlayground } from '../../state/store/store'
import { useShownData } from '../examples/useShownData'
import { useIsOnScreen } from '../regions/useIsOnScreen'
import { UnitArrows } from './UnitArrows'
import { WeightGrid } from './WeightGrid'
import { seenShape } from './weightTiles'
import './learned.css'

/** Time between two looks while training. */
const EVERY_MS = 1500

/** The first layer of every run as pictures: what its units look for. */
export function LearnedPanel() {
  const [ref, isSeen] = useIsOnScreen<HTMLElement>()
  useFirstLayer(isSeen)
  const report = usePlayground(({ session }) => session.firstLayer.report)
  const { input, runs } = useShownData()
  const shape = report && seenShape(report, input)
  return (
    <section ref={ref} className="panel learned" aria-labelledby="learned-title">
      <h2 id="learned-title" className="visually-hidden">
        What it learned
      </h2>
      <p className="panel__note">
        {report ? wordsOf(report, shape !== null) : 'Waiting for weights…'}
      </p>
      <div className="learned__runs">
        {runs.map(({ id, label, style }) => {
          const weights = report?.runs.find(({ run }) => run === id)?.weights
          const layer = report && weights && { ...report, weights }
          return (
            <section key={id} className="learned__run" aria-label={`First layer of ${label}`}>
              <h3>
                <Swatch {...style} />
                {label}
              </h3>
              {layer && shape && <WeightGrid {...{ layer, shape, label }} />}
              {layer && !shape && <UnitArrows {...{ layer, label }} color={style.color} />}
              {report && !weights && (
                <p className="panel__note">It has left the training: there is nothing to show.</p>
              )}
            </section>
          )
        })}
      </div>
    </section>
  )
}

function wordsOf({ step, inputs, units, shown }: FirstLayerReport, isPicture: boolean): string {
  const what = !isPicture ? 'unit' : inputs.length === 3 ? 'filter' : 'unit'
  const which = shown < units ? `The first ${shown} of ${units} ${what}s` : `All ${units} ${what}s`
  const how = isPicture
    ? inputs.length === 3
      ? 'Each picture is one filter of the first convolution'
      : 'Each picture has the weight of every pixel in one unit of the first layer'
    : 'Each arrow has the two weights of one unit of the first layer: the direction it looks in'
  const colours =
    isPicture && inputs.at(-1) !== 3
      ? ' Orange is above zero, blue below, on one scale for each run.'
      : ''
  return `${which}, after ${formatCount(step)} ${step === 1 ? 'step' : 'steps'}. ${how}.${colours} All runs start from the same weights.`
}

/** Asks while it is looked at: once for each step that training rests at, and now and then between. */
function useFirstLayer(isSeen: boolean): void {
  const phase = usePlayground(({ session }) => session.phase)
  const isAsked = usePlayground(({ session }) => session.firstLayer.isAsked)
  const isOld = usePlayground(
    ({ session: { firstLayer, step, phase } }) =>
      phase === 'training' || firstLayer.report?.step !== step,
  )
  const isFirst = usePlayground(({ session }) => session.firstLayer.report === null)
  const isDue = isSeen && isOld && !isAsked && phase !== 'loading' && phase !== 'starting'
  useEffect(() => {
    if (!isDue) return
    const wait = phase === 'training' && !isFirst ? EVERY_MS : 0
    const timer = setTimeout(() => !document.hidden && requestFirstLayer(), wait)
    return () => clearTimeout(timer)
  }, [isDue, phase, isFirst])
}
