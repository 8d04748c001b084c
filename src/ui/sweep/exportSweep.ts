/** The sweep as files. */
import { drawnCharts } from '../../charts/drawn'
import { notify } from '../../state/store/notify'
import { useSweep } from '../../state/sweep/useSweep'
import { svgOf, toPng } from '../chartFiles'
import { download } from '../saveFile'
import { sweepCsv } from './sweepCsv'
import { sweepSettingsText } from './sweepMessages'

export function exportSweepCsv(): void {
  const { points, settings, steps } = useSweep.getState()
  const text = sweepCsv(points, settings!.optimizers, steps)
  download('alig-playground-strip.csv', 'text/csv', [text])
}

/** @param panel that the charts of the sweep are in */
function sweepSvg(panel: Element): string | null {
  const { base, settings } = useSweep.getState()
  const footer = `ALI-G Playground: ${sweepSettingsText(base!, settings!)}`
  return svgOf(drawnCharts(panel), 'Robustness strip', footer)
}

export function exportSweepSvg(panel: Element): void {
  const svg = sweepSvg(panel)
  if (svg) download('alig-playground-strip.svg', 'image/svg+xml', [svg])
}

export async function exportSweepPng(panel: Element): Promise<void> {
  const svg = sweepSvg(panel)
  const png = svg && (await toPng(svg).catch(() => null))
  if (png) download('alig-playground-strip.png', 'image/png', [png])
  else notify('warning', 'This browser could not make a PNG. Strip (SVG) holds the same picture.')
}
