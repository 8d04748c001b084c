import { useSyncExternalStore } from 'react'
import type { PartId } from './chartView'

/** Of the window's height, what is not the charts': title, the bar that stays, notes, margins. */
const AROUND = 190

/** Two charts beside each other from this width of the window on. */
const TWO_COLUMNS = 1200
/** Charts beside the cards from this width on, as in layout.css. */
const WIDE = 960
/** From this height on there is room for all charts at once. */
const TALL = 980
/** Of a narrow window everything that is in sight at first has to be low. */
const NARROW = 600

export interface ChartLayout {
  readonly columns: 1 | 2
  /** Buckets of the decimation. */
  readonly buckets: number
  /** What is shown where the link does not say. */
  readonly usual: readonly PartId[]
  /**
   * In two columns the heights of whole charts, of the first row and of the others, which the plots
   * fill; otherwise those of the plots.
   */
  readonly heights: (
    shown: readonly PartId[],
    isMany: boolean,
  ) => { readonly first: number; readonly other: number }
}

const PHONE: readonly PartId[] = ['step', 'anatomy', 'loss', 'accuracy']

/** Lower where the legend of many runs has more lines. */
const PHONE_HEIGHTS = { first: 140, other: 108 }
const PHONE_HEIGHTS_OF_MANY = { first: 92, other: 88 }

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
    heights: (shown, isMany) => {
      if (width < NARROW) return isMany ? PHONE_HEIGHTS_OF_MANY : PHONE_HEIGHTS
      if (columns === 1) return { first: 232, other: 184 }
      const hasFirst = shown.includes('step') || shown.includes('anatomy')
      const charts = shown.filter((part) => part !== 'step' && part !== 'anatomy').length
      const rows = Math.ceil(charts / columns)
      const room = height - AROUND
      const first = rows === 0 ? room : Math.min(0.6 * room, 560)
      return {
        first: Math.round(Math.max(300, first)),
        other: Math.round(
          Math.min(420, Math.max(180, (room - (hasFirst ? first : 0)) / Math.max(1, rows))),
        ),
      }
    },
  }
}
