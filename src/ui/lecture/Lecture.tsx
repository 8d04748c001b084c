import { formatCount } from '../../charts/format'
import { useEffect, useRef } from 'react'
import { useFilledScreen } from '../../charts/useFullScreen'
import { viewValue } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import { LossAlongGradientSection } from '../anatomy/AnatomyPanel'
import { chosenView } from '../anatomy/lookedAt'
import { StepChart } from '../chartPanels/StepChart'
import { useChartLayout } from '../chartPanels/useChartLayout'
import { useCharts } from '../chartPanels/useCharts'
import { Icon } from '../icons'
import { UndoOffer } from '../panels/UndoOffer'
import { StepButton, TrainButton } from '../toolbar/Toolbar'
import { LectureRate } from './LectureRate'
import { cameFrom, leaveLecture, scrollBack } from './lectureMode'
import './lecture.css'

/** Of a plot, in pixels; it has what its place gives. */
const LEAST_PLOT = 100

/**
 * In place of the page, on the whole screen where the browser allows it, what can be read from the
 * last row: how long the steps are, where they lead, and what limits them.
 */
export function Lecture() {
  const name = usePlayground((state) => state.experiment.name)
  const { frame, live } = useCharts(useChartLayout(false).buckets)
  const wanted = usePlayground((state) => viewValue(state.experiment.view, 'anatomy'))
  const chosen = chosenView(live, wanted)
  const ref = useFilledScreen<HTMLElement>(true, leaveLecture, cameFrom)
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    bar.current?.querySelector('button')?.focus()
    return scrollBack
  }, [])
  return (
    <main ref={ref} className="lecture">
      <h1 className="visually-hidden">{name || 'ALI-G Playground'}: lecture mode</h1>
      <div ref={bar} className="lecture__bar">
        <div className="lecture__training" role="group" aria-label="Training">
          <TrainButton />
          <StepButton />
        </div>
        <Where />
        {chosen && <LectureRate id={chosen.id} spec={chosen.spec} />}
        <button
          type="button"
          className="button button--icon lecture__leave"
          aria-label="Leave lecture mode"
          title="Leave lecture mode (Escape or P)"
          onClick={leaveLecture}
        >
          <Icon name="remove" />
        </button>
      </div>
      <div className="lecture__charts charts charts--top">
        <h2 className="visually-hidden">Charts</h2>
        <div className="lecture__place">
          <div className="lecture__larger charts__step">
            <StepChart frame={frame} height={LEAST_PLOT} isPlain />
          </div>
        </div>
        {chosen && (
          <div className="lecture__place">
            <div className="lecture__larger anatomy">
              <LossAlongGradientSection key={chosen.id} views={live} view={chosen} isPlain />
            </div>
          </div>
        )}
      </div>
      <UndoOffer />
    </main>
  )
}

/** How far it has come, and what is going on. */
function Where() {
  const status = usePlayground((state) => state.session.status)
  const step = usePlayground((state) => state.session.step)
  return (
    <p className="lecture__where">
      <span role="status">{status}</span>
      <span>
        step <strong data-testid="lecture-step">{formatCount(step)}</strong>
      </span>
    </p>
  )
}
