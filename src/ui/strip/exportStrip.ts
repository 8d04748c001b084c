/** The strip as files. */
import { drawnCharts } from '../../charts/drawn'
import { say } from '../../state/say'
import { useStrip } from '../../state/strip/useStrip'
import { svgOf, toPng } from '../chartFiles'
import { download } from '../download'
import { stripCsv } from './stripCsv'
import { stripWords } from './stripWords'

export function exportStripCsv(): void {
  const { points, settings, steps } = useStrip.getState()
  const text = stripCsv(points, settings!.optimizers, steps)
  download('alig-playground-strip.csv', 'text/csv', [text])
}

/** @param panel that the charts of the strip are in */
function stripSvg(panel: Element): string | null {
  const { base, settings } = useStrip.getState()
  const footer = `ALI-G Playground: ${stripWords(base!, settings!)}`
  return svgOf(drawnCharts(panel), 'Robustness strip', footer)
}

export function exportStripSvg(panel: Element): void {
  const svg = stripSvg(panel)
  if (svg) download('alig-playground-strip.svg', 'image/svg+xml', [svg])
}

export async function exportStripPng(panel: Element): Promise<void> {
  const svg = stripSvg(panel)
  const png = svg && (await toPng(svg).catch(() => null))
  if (png) download('alig-playground-strip.png', 'image/png', [png])
  else say('warning', 'This browser could not make a PNG. Strip (SVG) holds the same picture.')
}
