import { partsText, type View } from '../chartPanels/chartView'
import type { EmbedShown } from './EmbedWays'

/** Parts that an embedded page shows where the link does not say. */
const USUAL = ['step', 'loss', 'accuracy'] as const

/** The view of an embedded page: the charts that were chosen, and the slider. */
export function embedView(view: View, { parts, hasSlider }: EmbedShown): View {
  const { charts: _, slider: __, tab: ___, lecture: ____, tour: _____, ...rest } = view
  const charts = partsText(parts, USUAL)
  return {
    ...rest,
    ...(charts === null ? {} : { charts }),
    ...(hasSlider ? { slider: 'on' } : {}),
  }
}
