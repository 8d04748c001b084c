import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { optimizerSpec } from '../../optimizers/specs'
import type { MapCell } from './mapModel'
import type { DrawnMap } from './mapsOf'

interface MapGridProps {
  readonly map: DrawnMap
  /** What it is a map of, where that is not the sweep of the page: "Map in the file". */
  readonly name?: string
  /** Opens what a cell was trained on; without it that is not known. */
  readonly onOpen?: ((cell: MapCell) => void) | undefined
}

const MOVES: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
  PageUp: [-Infinity, 0],
  PageDown: [Infinity, 0],
}

const within = (value: number, count: number) => Math.min(count - 1, Math.max(0, value))

/**
 * The map of one optimizer: a table of buttons, so that it is its own text alternative. One stop for
 * Tab; arrows go from cell to cell, also where there is nothing to open.
 */
export function MapGrid({ map, name = 'Map', onOpen }: MapGridProps) {
  const { optimizer, xName, yName, columns, cells } = map
  const { label } = optimizerSpec(optimizer)
  const [[row, column], setPlace] = useState<readonly [number, number]>([0, 0])
  const body = useRef<HTMLTableSectionElement>(null)
  const [top, left] = [within(row, cells.length), within(column, columns.length)]

  const move = (event: KeyboardEvent) => {
    const by = MOVES[event.key]
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const next = [within(top + by[0], cells.length), within(left + by[1], columns.length)] as const
    setPlace(next)
    const inRow = body.current?.rows[next[0]]?.querySelectorAll<HTMLElement>('.map__cell')
    inRow?.[next[1]]?.focus()
  }

  return (
    <div className="sweep__scroll">
      <table
        className="map"
        role="grid"
        aria-label={`${name}: ${label}, ${yName} by ${xName}`}
        style={{ '--columns': columns.length } as CSSProperties}
      >
        <tbody ref={body}>
          {cells.map((line, i) => (
            <tr key={line[0]!.y}>
              <th scope="row">{line[0]!.y}</th>
              {line.map((cell, j) => (
                <td key={cell.x}>
                  <Cell
                    {...{ cell, onOpen }}
                    about={`${xName} ${cell.x}, ${yName} ${cell.y}: ${cell.words}`}
                    tabIndex={i === top && j === left ? 0 : -1}
                    onFocus={() => setPlace([i, j])}
                    onKeyDown={move}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="map__corner">
              {yName} ↑<br />
              {xName} →
            </td>
            {columns.map((value) => (
              <th key={value} scope="col">
                {value}
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

interface CellProps extends Pick<MapGridProps, 'onOpen'> {
  readonly cell: MapCell
  /** Everything about it, in words. */
  readonly about: string
  readonly tabIndex: number
  readonly onFocus: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

function Cell({ cell, about, onOpen, ...focus }: CellProps) {
  const shared = {
    ...focus,
    className: 'map__cell',
    title: about,
    'data-state': cell.state,
    'data-good': cell.isGood || undefined,
    style: cell.color ? { background: cell.color, color: cell.ink! } : undefined,
  }
  const inside = (
    <>
      <span>{cell.text}</span>
      {cell.failed && <small>{cell.failed}</small>}
    </>
  )
  if (!onOpen)
    return (
      <div role="img" aria-label={about} {...shared}>
        {inside}
      </div>
    )
  return (
    <button
      type="button"
      aria-label={`${about}. Open as an experiment`}
      onClick={() => onOpen(cell)}
      {...shared}
    >
      {inside}
    </button>
  )
}
