/**
 * What the charts show, as `view.*` keys of the link. Values are what somebody may have written
 * by hand: nonsense counts as absent.
 */
import type { Domain, YScale } from '../../charts/types'
import { X_UNITS, type XUnit } from './timeline'

export type View = Readonly<Record<string, string>>

export const CHARTS = ['step', 'loss', 'accuracy', 'gradient', 'weights'] as const
export type ChartId = (typeof CHARTS)[number]

/** Everything in the panel that can be shown or not, in its order. */
export const PARTS = ['step', 'anatomy', 'loss', 'accuracy', 'gradient', 'weights'] as const
export type PartId = (typeof PARTS)[number]

export const TITLES: Readonly<Record<PartId, string>> = {
  step: 'Step size',
  anatomy: 'Anatomy of this step',
  loss: 'Loss',
  accuracy: 'Accuracy',
  gradient: 'Gradient norm',
  weights: 'Weight norm',
}

const DEFAULT_SCALES: Readonly<Record<ChartId, YScale>> = {
  step: 'log',
  loss: 'log',
  accuracy: 'linear',
  gradient: 'log',
  weights: 'linear',
}

/** `view.lossScale` and so on: linear or log. */
export const scaleKey = (chart: ChartId) => `${chart}Scale`

export function scaleOf(view: View, chart: ChartId): YScale {
  const wanted = view[scaleKey(chart)]
  return wanted === 'log' || wanted === 'linear' ? wanted : DEFAULT_SCALES[chart]
}

/** What to write for a scale; null for the one that goes without saying. */
export const scaleText = (chart: ChartId, scale: YScale) =>
  scale === DEFAULT_SCALES[chart] ? null : scale

/** `view.x`: unit of the horizontal axis. */
export const xUnitOf = (view: View): XUnit => X_UNITS.find((unit) => unit === view['x']) ?? 'steps'

/** Fewest steps that a zoom shows. */
const NARROWEST = 2

/** `view.zoom`: FROM:TO in steps; null shows all. */
export function zoomOf(view: View): Domain | null {
  const match = /^(\d{1,9}):(\d{1,9})$/.exec(view['zoom'] ?? '')
  if (!match) return null
  const [from, to] = [Number(match[1]), Number(match[2])]
  return to - from >= NARROWEST ? [from, to] : null
}

/**
 * What to write for a zoom to these steps.
 * @param whole last step of the axis when it shows all; a zoom to all is no zoom
 */
export function zoomText([low, high]: Domain, whole: number): string | null {
  const from = Math.max(0, Math.min(Math.round(low), Math.round(whole) - NARROWEST))
  const to = Math.min(Math.round(whole), Math.max(Math.round(high), from + NARROWEST))
  return from <= 0 && to >= whole ? null : `${from}:${to}`
}

/** `view.charts`: the parts that are shown; `usual` where the link does not say. */
export function shownParts(view: View, usual: readonly PartId[]): readonly PartId[] {
  const wanted = view['charts']?.split(',')
  return wanted ? PARTS.filter((part) => wanted.includes(part)) : usual
}

/** What to write for these parts; null for the usual ones. */
export function partsText(shown: readonly PartId[], usual: readonly PartId[]): string | null {
  const listed = (parts: readonly PartId[]) => PARTS.filter((part) => parts.includes(part)).join()
  return listed(shown) === listed(usual) ? null : listed(shown) || 'none'
}
