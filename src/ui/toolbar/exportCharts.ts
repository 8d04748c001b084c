/** `Charts (SVG)` and `Charts (PNG)`: the charts on the page, as they are now. */
import { drawnCharts } from '../../charts/drawn'
import { toSvg } from '../../charts/toSvg'
import { datasetSpec } from '../../data/specs'
import { modelSpec } from '../../models/specs'
import { seedCount } from '../../state/repeat/seeds'
import { recorded } from '../../state/runList'
import { say } from '../../state/say'
import { usePlayground } from '../../state/store'
import { download } from '../download'

const WIDTH = 900
const PLOT_HEIGHT = 260
/** Pixels of the PNG per pixel of the SVG. */
const SCALE = 2

/** Colours as the page has them: custom properties are looked up. */
function colorOf(css: string): string {
  const name = /^var\((--[\w-]+)/.exec(css)?.[1]
  if (!name) return css
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || 'currentColor'
}

function chartsSvg(): string | null {
  const charts = drawnCharts(document).filter(({ series }) =>
    series.some(({ points }) => points.length > 0),
  )
  if (charts.length === 0) return null
  const state = usePlayground.getState()
  const { data, model, batch, name } = recorded(state)
  const subject = `${modelSpec(model.id).label} on ${datasetSpec(data.id).label}`
  const seeds = seedCount(state)
  const repeated = seeds > 1 ? `, ${state.takes.length + 1} of ${seeds} seeds` : ''
  const hashes = Object.entries((seeds === 1 && state.hashes) || {}).map(
    ([key, hash]) => ` ${key} ${hash.slice(0, 8)}`,
  )
  return toSvg(charts, {
    width: WIDTH,
    plotHeight: PLOT_HEIGHT,
    heading: name || subject,
    footer: `ALI-G Playground: ${subject}, ${state.step} steps of ${batch} images${repeated}${hashes.length === 0 ? '' : `; hashes:${hashes.join(',')}`}`,
    color: colorOf,
  })
}

const nothing = () =>
  say('info', 'There is nothing in the charts to export yet. Press Train, or show a chart.')

export function exportChartsSvg(): void {
  const svg = chartsSvg()
  if (svg) download('alig-playground-charts.svg', 'image/svg+xml', [svg])
  else nothing()
}

async function toPng(svg: string): Promise<Blob | null> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = SCALE * image.naturalWidth
    canvas.height = SCALE * image.naturalHeight
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
  } finally {
    URL.revokeObjectURL(url)
  }
}

export async function exportChartsPng(): Promise<void> {
  const svg = chartsSvg()
  if (!svg) return nothing()
  const png = await toPng(svg).catch(() => null)
  if (png) download('alig-playground-charts.png', 'image/png', [png])
  else say('warning', 'This browser could not make a PNG. Charts (SVG) holds the same picture.')
}
