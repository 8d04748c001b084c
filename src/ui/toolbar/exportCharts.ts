/** `Charts (SVG)` and `Charts (PNG)`: the charts on the page, as they are now. */
import { drawnCharts } from '../../charts/drawn'
import { datasetSpec } from '../../data/specs'
import { modelSpec } from '../../models/specs'
import { seedCount } from '../../state/seeds/seeds'
import { trainedExperiment } from '../../state/experiment/runList'
import { notify } from '../../state/store/notify'
import { seriesStore, usePlayground } from '../../state/store/store'
import type { PlaygroundState } from '../../state/types'
import { svgOf, toPng } from '../chartFiles'
import { download } from '../saveFile'

/** There are numbers of this page or of a file; what is recorded is not exported. */
const hasNumbers = ({ runs, previousRuns, session }: PlaygroundState) =>
  previousRuns.length > 0 ||
  session.finishedSeeds.length > 0 ||
  runs.some(({ id }) => (seriesStore.get(id)?.endStep ?? 0) > 0)

function chartsSvg(): string | null {
  const state = usePlayground.getState()
  if (!hasNumbers(state)) return null
  const { data, model, batch, name } = trainedExperiment(state)
  const { label, kind } = datasetSpec(data.id)
  const subject = `${modelSpec(model.id).label} on ${label}`
  const seeds = seedCount(state)
  const repeated = seeds > 1 ? `, ${state.session.finishedSeeds.length + 1} of ${seeds} seeds` : ''
  const hashes = Object.entries((seeds === 1 && state.session.hashes) || {}).map(
    ([key, hash]) => ` ${key} ${hash.slice(0, 8)}`,
  )
  const footer =
    `ALI-G Playground: ${subject}, ${state.session.step} ${state.session.step === 1 ? 'step' : 'steps'} of ${batch} ${kind}${repeated}` +
    (hashes.length === 0 ? '' : `; hashes:${hashes.join(',')}`)
  return svgOf(drawnCharts(document), name || subject, footer)
}

const nothing = () =>
  notify('info', 'There is nothing in the charts to export yet. Press Train, or show a chart.')

export function exportChartsSvg(): void {
  const svg = chartsSvg()
  if (svg) download('alig-playground-charts.svg', 'image/svg+xml', [svg])
  else nothing()
}

export async function exportChartsPng(): Promise<void> {
  const svg = chartsSvg()
  if (!svg) return nothing()
  const png = await toPng(svg).catch(() => null)
  if (png) download('alig-playground-charts.png', 'image/png', [png])
  else notify('warning', 'This browser could not make a PNG. Charts (SVG) holds the same picture.')
}
