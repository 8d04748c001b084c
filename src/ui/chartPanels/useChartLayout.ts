import { useSyncExternalStore } from 'react'
import type { PartId } from './chartView'

/** Of the window's height, what is not the charts' when it is scrolled: toolbar and margins. */
const AROUND = 96
/** Heading, legend and readout of a chart, the legend in two lines and in one. */
const FIRST_HEAD = 114
const HEAD = 98
const BAR = 50

/** Two charts beside each other from this width of the window on. */
const TWO_COLUMNS = 1200
/** Charts beside the cards from this width on, as in layout.css. */
const WIDE = 960
/** From this height on there is room for all charts at once. */
const TALL = 980

export interface ChartLayout {
  readonly columns: 1 | 2
  /** Buckets of the decimation. */
  readonly buckets: number
  /** What is shown where the link does not say. */
  readonly usual: readonly PartId[]
  /** Height of the plots for these parts: of the first row, and of the others. */
  readonly heights: (shown: readonly PartId[]) => { readonly first: number; readonly other: number }
}

const PHONE: readonly PartId[] = ['step', 'anatomy', 'loss', 'accuracy']

/**
 * Noted, since asking the window makes the browser lay out at once whatever has just been made:
 * the whole page, in one long task with making it, when the page opens.
 */
const noted = { width: innerWidth, height: innerHeight }

function subscribe(changed: () => void): () => void {
  const resized = () => {
    Object.assign(noted, { width: innerWidth, height: innerHeight })
    changed()
  }
  addEventListener('resize', resized)
  return () => removeEventListener('resize', resized)
}

/** How the charts stand: all at once beside the cards, where there is room. */
export function useChartLayout(embed: boolean): ChartLayout {
  const width = useSyncExternalStore(subscribe, () => noted.width)
  const height = useSyncExternalStore(subscribe, () => noted.height)
  return chartLayout(width, height, embed)
}

function chartLayout(width: number, height: number, embed: boolean): ChartLayout {
  const columns = width >= TWO_COLUMNS ? 2 : 1
  const all: readonly PartId[] = [...PHONE, 'gradient', 'weights']
  const usual = embed
    ? (['step', 'loss', 'accuracy'] as const)
    : columns === 2 && height >= TALL
      ? all
      : PHONE
  return {
    columns,
    buckets: width >= WIDE ? 300 : 120,
    usual,
    heights: (shown) => {
      if (width < WIDE) return { first: 232, other: 184 }
      const charts = shown.filter((part) => part !== 'step' && part !== 'anatomy').length
      const rows = Math.ceil(charts / columns)
      const hasFirst = charts < shown.length ? 1 : 0
      const heads = BAR + hasFirst * FIRST_HEAD + rows * HEAD
      const room = height - AROUND - heads
      const first = rows === 0 ? room : Math.min(0.52 * room, 420)
      return {
        first: Math.round(Math.max(columns === 2 ? 264 : 210, first)),
        other: Math.round(Math.min(360, Math.max(130, (room - hasFirst * first) / rows))),
      }
    },
  }
}
