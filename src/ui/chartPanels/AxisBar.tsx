import { memo, useRef, useState } from 'react'
import type { Domain } from '../../charts/types'
import { zoomAround } from '../../charts/zoom'
import { PARTS, viewValue, X_UNITS } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import { useDismiss } from '../useDismiss'
import { type PartId, partsText, TITLES, xUnitOf } from './chartView'

export interface AxisBarProps {
  readonly shown: readonly PartId[]
  readonly usual: readonly PartId[]
  readonly domain: Domain
  readonly isZoomed: boolean
  readonly canZoomOut: boolean
  /** Zooms to a stretch of the axis; null shows all. */
  readonly onZoom: (domain: Domain | null) => void
}

/** What all charts share: the unit of their axis, its zoom, which of them are shown. */
export function AxisBar({ shown, usual, domain, isZoomed, canZoomOut, onZoom }: AxisBarProps) {
  const middle = (domain[0] + domain[1]) / 2
  return (
    <div className="axisBar">
      <UnitChoice />
      <div className="axisBar__zoom" role="group" aria-label="Zoom">
        <ZoomButton
          name="Zoom in"
          onClick={() => onZoom(zoomAround(domain, middle, 0.5))}
          sign="+"
        />
        <ZoomButton
          name="Zoom out"
          disabled={!canZoomOut}
          onClick={() => onZoom(zoomAround(domain, middle, 2))}
          sign="−"
        />
        <button
          type="button"
          className="button button--small axisBar__fit"
          disabled={!isZoomed}
          title="Show the whole axis (double-click in a chart)"
          onClick={() => onZoom(null)}
        >
          Fit
        </button>
      </div>
      <span className="axisBar__gap" />
      <PausedSwitch />
      <PartsMenu shown={shown} usual={usual} />
    </div>
  )
}

/** In what the axis counts. Stands, as all switches by the charts, while numbers are drawn. */
const UnitChoice = memo(function UnitChoice() {
  const unit = usePlayground((state) => xUnitOf(state.experiment.view))
  const { setView } = usePlayground((state) => state.actions)
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">Horizontal axis</legend>
      {X_UNITS.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="view.x"
            checked={one === unit}
            onChange={() => setView('x', one === 'steps' ? null : one)}
          />
          <span>{one}</span>
        </label>
      ))}
    </fieldset>
  )
})

const PausedSwitch = memo(function PausedSwitch() {
  const isPaused = usePlayground((state) => viewValue(state.experiment.view, 'plots') === 'paused')
  const { setView } = usePlayground((state) => state.actions)
  return (
    <label className="check check--small">
      <input
        type="checkbox"
        checked={isPaused}
        onChange={(event) => setView('plots', event.target.checked ? 'paused' : null)}
      />
      pause plots
    </label>
  )
})

function ZoomButton(props: {
  name: string
  sign: string
  disabled?: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      className="button button--icon axisBar__sign"
      aria-label={props.name}
      title={props.name}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.sign}
    </button>
  )
}

function PartsMenu({ shown, usual }: Pick<AxisBarProps, 'shown' | 'usual'>) {
  const { setView } = usePlayground((state) => state.actions)
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useDismiss(root, open, (refocus) => {
    setOpen(false)
    if (refocus) button.current?.focus()
  })
  const toggle = (part: PartId, on: boolean) =>
    setView(
      'charts',
      partsText(
        PARTS.filter((p) => (p === part ? on : shown.includes(p))),
        usual,
      ),
    )
  return (
    <div ref={root} className="popover popover--end">
      <button
        ref={button}
        type="button"
        className="button button--small"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Charts
      </button>
      {open && (
        <fieldset className="menu axisBar__parts">
          <legend className="visually-hidden">Charts shown</legend>
          {PARTS.map((part) => (
            <label key={part} className="check">
              <input
                type="checkbox"
                checked={shown.includes(part)}
                onChange={(event) => toggle(part, event.target.checked)}
              />
              {TITLES[part]}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}
