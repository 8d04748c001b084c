import { useEffect, useId, useRef } from 'react'
import { TOUR_SCENES } from '../../experiment/viewKeys'
import { Icon } from '../icons'
import { leaveTour } from './openScene'
import { SceneView } from './SceneView'
import { scenes } from './scenes'
import { takeFocus, useTour } from './tourState'
import './tour.css'

export interface TourPanelProps {
  /** From 1. */
  readonly number: number
}

/** A scene of the tour beside the charts, with the way to the others. */
export function TourPanel({ number }: TourPanelProps) {
  const scene = scenes[number - 1]!
  const panel = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  const isToFocus = useTour((state) => state.isToFocus)
  useEffect(() => {
    // Not for a link, nor where the panel finds another place as the window becomes narrower.
    if (!isToFocus || !takeFocus()) return
    heading.current?.focus({ preventScroll: true })
    if (panel.current) showCharts(panel.current)
  }, [isToFocus])
  return (
    <section ref={panel} className="tour" aria-labelledby={id}>
      <div className="tour__head">
        <h2 ref={heading} id={id} tabIndex={-1}>
          <small>
            Tour, scene {number} of {TOUR_SCENES}
          </small>{' '}
          {scene.title}
        </h2>
        <button
          type="button"
          className="button button--icon"
          aria-label="Leave the tour"
          title="Leave the tour; the page stays as it is"
          onClick={leaveTour}
        >
          <Icon name="remove" />
        </button>
      </div>
      <div className="tour__progress" aria-hidden="true">
        {scenes.map(({ title }, i) => (
          <span key={title} className={i < number ? 'tour__done' : ''} />
        ))}
      </div>
      <SceneView key={number} {...{ scene, number }} />
    </section>
  )
}

/** Over the lower end of a small screen the panel must not lie on the step sizes. */
function showCharts(panel: HTMLElement): void {
  if (getComputedStyle(panel).position !== 'fixed') panel.scrollIntoView({ block: 'nearest' })
  else document.getElementById('charts-title')?.parentElement?.scrollIntoView()
}
