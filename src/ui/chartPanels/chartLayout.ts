/** How the charts stand, by the size of the window. Pure. */
import type { PartId } from './chartView'

/*
 * In em, as the media queries of the styles: with a larger font of the browser less fits beside each
 * other.
 */
/** Of the window's height, what is not the charts': title, the bar that stays, notes, margins. */
const AROUND = 11.875
/** Two charts beside each other from this width of the window on. */
const TWO_COLUMNS = 75
/** Charts beside the cards from this width on, as in layout.css. */
const WIDE = 60
/** From this height on there is room for all charts at once. */
const TALL = 61.25
/** Of a narrow window everything that is in sight at first has to be low. */
const NARROW = 37.5

export interface ChartLayout {
  readonly columns: 1 | 2
  /** Buckets of the decimation. */
  readonly buckets: number
  /** What is shown where the link does not say. */
  readonly usual: readonly PartId[]
  /**
   * In two columns the heights of whole charts, of the first row and of the others, which the plots
   * fill; otherwise those of the plots.
   * @param isLow something stands below them that is to be in sight at first, too
   */
  readonly heights: (
    shown: readonly PartId[],
    isMany: boolean,
    isLow?: boolean,
  ) => { readonly first: number; readonly other: number }
}

const PHONE: readonly PartId[] = ['step', 'anatomy', 'loss', 'accuracy']

/** Lower where the legend of many runs has more lines. */
const PHONE_HEIGHTS = { first: 158, other: 126 }
const PHONE_HEIGHTS_OF_MANY = { first: 110, other: 106 }

/** Two rows of them leave room for a panel on a small screen. */
const LOW_HEIGHTS = { first: 300, other: 200 }

/** The window in pixels, and the size of the browser's font. */
type Window = Readonly<Record<'width' | 'height' | 'em', number>>

/** How the charts stand: all at once beside the cards, where there is room. */
export function chartLayout({ width, height, em }: Window, embed: boolean): ChartLayout {
  const columns = width >= TWO_COLUMNS * em ? 2 : 1
  const all: readonly PartId[] = [...PHONE, 'gradient', 'weights']
  const usual = embed
    ? (['step', 'loss', 'accuracy'] as const)
    : columns === 2 && height >= TALL * em
      ? all
      : PHONE
  return {
    columns,
    buckets: width >= WIDE * em ? 300 : 120,
    usual,
    heights: (shown, isMany, isLow = false) => {
      if (width < NARROW * em) return isMany ? PHONE_HEIGHTS_OF_MANY : PHONE_HEIGHTS
      if (columns === 1) return { first: 232, other: 184 }
      if (isLow) return LOW_HEIGHTS
      const hasFirst = shown.includes('step') || shown.includes('anatomy')
      const charts = shown.filter((part) => part !== 'step' && part !== 'anatomy').length
      const rows = Math.ceil(charts / columns)
      const room = height - AROUND * em
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
