/** `Charts (SVG)` and `Charts (PNG)`: the charts on the page, as they are now. */
import { drawnCharts } from '../../charts/drawn'
import { datasetSpec } from '../../data/specs'
import { modelSpec } from '../../models/specs'
import { seedCount } from '../../state/seeds/seeds'
import { trainedExperiment } from '../../state/experiment/runList'
import { seriesStore, usePlayground } from '../../state/store/store'
import type { PlaygroundState } from '../../state/types'
import { saidWhenLost, saidWithoutPng } from '../fileMessages'
import type { FileWords } from '../fileWords'
import { download } from '../saveFile'

/** There are numbers of this page or of a file; what is recorded is not exported. */
const hasNumbers = ({ runs, previousRuns, session }: PlaygroundState) =>
  previousRuns.length > 0 ||
  session.finishedSeeds.length > 0 ||
  runs.some(({ id }) => (seriesStore.get(id)?.endStep ?? 0) > 0)

/** What the charts show, in words for a file. */
export function chartWords(): FileWords {
  const state = usePlayground.getState()
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
  return { heading: name || subject, footer }
}

const files = () => import('../chartFiles')
const allCharts = async () =>
  hasNumbers(usePlayground.getState())
    ? (await files()).svgOf(drawnCharts(document), chartWords())
    : null

export async function exportChartsSvg(): Promise<void> {
  const svg = await saidWhenLost(allCharts())
  if (svg) download('alig-playground-charts.svg', 'image/svg+xml', [svg])
}

export async function exportChartsPng(): Promise<void> {
  const svg = await saidWhenLost(allCharts())
  const png = svg && (await saidWithoutPng(files().then(({ toPng }) => toPng(svg))))
  if (png) download('alig-playground-charts.png', 'image/png', [png])
}
