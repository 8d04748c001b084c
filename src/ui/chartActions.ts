/** What the menu of a chart does. Fetched when something is chosen. */
import { chartRows } from '../charts/chartRows'
import type { DrawnChart } from '../charts/drawn'
import { notify } from '../state/store/notify'
import { svgOf, toPng, type FileShape } from './chartFiles'
import { csvOf, fileNameOf } from './chartTexts'
import { saidWhenLost, saidWithoutPng } from './fileMessages'
import type { FileWords } from './fileWords'
import { download } from './saveFile'
import type { FileTheme } from './themeColors'

export interface PictureFile {
  readonly kind: 'png' | 'svg'
  readonly shape: FileShape
  readonly theme: FileTheme
}

async function pngOf(svg: Promise<string | null>): Promise<Blob | null> {
  const text = await saidWhenLost(svg)
  return text === null ? null : saidWithoutPng(toPng(text))
}

export async function saveChart(
  chart: DrawnChart,
  words: FileWords,
  { kind, shape, theme }: PictureFile,
): Promise<void> {
  const svg = svgOf([chart], words, { shape, theme })
  const file = await (kind === 'svg' ? saidWhenLost(svg) : pngOf(svg))
  const type = kind === 'svg' ? 'image/svg+xml' : 'image/png'
  if (file) download(fileNameOf(chart.picture.title, kind), type, [file])
}

export async function copyChart(
  chart: DrawnChart,
  words: FileWords,
  theme: FileTheme,
): Promise<void> {
  const { title } = chart.picture
  const png = await pngOf(svgOf([chart], words, { shape: 'as shown', theme }))
  if (!png) return
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
    notify('info', `${title} is in the clipboard as a picture.`)
  } catch {
    notify('warning', 'This browser does not let the page copy a picture. Save it as PNG instead.')
  }
}

export function saveNumbers({ picture, moveX }: DrawnChart): void {
  const rows = chartRows({ ...picture, moveX })
  if (rows.rows.length === 0) return void saidWhenLost(Promise.resolve(null))
  download(fileNameOf(picture.title, 'csv'), 'text/csv', [csvOf(rows)])
}
