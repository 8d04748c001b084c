/** What the charts show, as `view.*` keys of the link. */
import type { Domain, YScale } from '../../charts/types'
import { NARROWEST_ZOOM, PARTS, viewValue } from '../../experiment/viewKeys'
import type { XUnit } from './timeline'

export type View = Readonly<Record<string, string>>

export const CHARTS = ['step', 'loss', 'accuracy', 'gradient', 'weights'] as const
export type ChartId = (typeof CHARTS)[number]

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
export const scaleKey = <C extends ChartId>(chart: C) => `${chart}Scale` as const

export function scaleOf(view: View, chart: ChartId): YScale {
  return viewValue(view, scaleKey(chart)) ?? DEFAULT_SCALES[chart]
}

/** What to write for a scale; null for the one that goes without saying. */
export const scaleText = (chart: ChartId, scale: YScale) =>
  scale === DEFAULT_SCALES[chart] ? null : scale

/** `view.x`: unit of the horizontal axis. */
export const xUnitOf = (view: View): XUnit => viewValue(view, 'x') ?? 'steps'

/** `view.zoom`: FROM:TO in steps; null shows all. */
export const zoomOf = (view: View): Domain | null => viewValue(view, 'zoom') ?? null

/**
 * What to write for a zoom to these steps.
 * @param usual last step of the axis without a zoom; a zoom to it is none
 * @param whole last step that there is to see, where that is further
 */
export function zoomText([low, high]: Domain, usual: number, whole = usual): string | null {
  const from = Math.max(0, Math.min(Math.round(low), Math.round(whole) - NARROWEST_ZOOM))
  const to = Math.min(Math.round(whole), Math.max(Math.round(high), from + NARROWEST_ZOOM))
  return from <= 0 && to === Math.round(usual) ? null : `${from}:${to}`
}

/** `view.charts`: the parts that are shown; `usual` where the link does not say. */
export function shownParts(view: View, usual: readonly PartId[]): readonly PartId[] {
  return viewValue(view, 'charts') ?? usual
}

/** What to write for these parts; null for the usual ones. */
export function partsText(shown: readonly PartId[], usual: readonly PartId[]): string | null {
  const listed = (parts: readonly PartId[]) => PARTS.filter((part) => parts.includes(part)).join()
  return listed(shown) === listed(usual) ? null : listed(shown) || 'none'
}
