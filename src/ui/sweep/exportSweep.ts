/** The sweep as files. */
import { drawnCharts } from '../../charts/drawn'
import { usePlayground } from '../../state/store/store'
import { useSweep } from '../../state/sweep/useSweep'
import { saidWhenLost, saidWithoutPng } from '../fileMessages'
import type { FileWords } from '../fileWords'
import { download } from '../saveFile'
import { sweepCsv } from './sweepCsv'
import { sweepJson } from './sweepJson'
import { sweepSettingsText, sweepWord } from './sweepMessages'

const nameOf = (ending: string) =>
  `alig-playground-${sweepWord(useSweep.getState().settings!)}.${ending}`

export function exportSweepCsv(): void {
  const { base, points, settings } = useSweep.getState()
  const text = sweepCsv(base!, settings!, points)
  download(nameOf('csv'), 'text/csv', [text])
}

export function exportSweepJson(): void {
  const { base, points, settings } = useSweep.getState()
  const text = sweepJson(base!, settings!, points)
  download(nameOf('json'), 'application/json', [text])
}

const files = () => import('../chartFiles')

/** @param panel that the charts of the sweep are in */
async function sweepSvg(panel: Element): Promise<string | null> {
  const { base, settings, points, trials } = useSweep.getState()
  if (settings?.y) {
    const { view } = usePlayground.getState().experiment
    const [{ mapsOf }, { mapSvg }] = await Promise.all([import('./mapsOf'), import('./mapFile')])
    return mapSvg(mapsOf(base!, settings, { points, trials }, view), sweepWords())
  }
  return (await files()).svgOf(drawnCharts(panel), sweepWords())
}

/** What the sweep was, in words for a file. */
export function sweepWords(): FileWords {
  const { base, settings } = useSweep.getState()
  const footer = `ALI-G Playground: ${sweepSettingsText(base!, settings!)}`
  return { heading: `Robustness ${sweepWord(settings!)}`, footer }
}

export async function exportSweepSvg(panel: Element): Promise<void> {
  const svg = await saidWhenLost(sweepSvg(panel))
  if (svg) download(nameOf('svg'), 'image/svg+xml', [svg])
}

export async function exportSweepPng(panel: Element): Promise<void> {
  const svg = await saidWhenLost(sweepSvg(panel))
  const png = svg && (await saidWithoutPng(files().then(({ toPng }) => toPng(svg))))
  if (png) download(nameOf('png'), 'image/png', [png])
}
