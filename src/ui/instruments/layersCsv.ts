/** The norms of every tensor as a table, by step, then run, then tensor. Pure. */
import { formatFloat32 } from '../../state/export/formatFloat32'
import { NORM_KINDS, type LayerStrip } from '../../state/instruments/layerStrip'

export interface LayerRun {
  /** Place in the experiment. */
  readonly run: number
  /** Its word in tables. */
  readonly optimizer: string
  readonly strip: LayerStrip
}

const HEADER = ['run', 'optimizer', 'step', 'steps', 'tensor']
/** Of the steps of a row the largest. */
const NORM_COLUMNS = { gradient: 'grad_norm', move: 'move_norm', weights: 'weight_norm' } as const

/** Rows have the largest norms of `steps` steps from `step` on; what was not measured has none. */
export function layersCsv(runs: readonly LayerRun[], tensors: readonly string[]): string {
  const lines = [[...HEADER, ...NORM_KINDS.map((kind) => NORM_COLUMNS[kind])].join()]
  const rows = runs.flatMap(({ strip, ...who }) =>
    Array.from({ length: strip.length }, (_, bucket) => ({ ...who, strip, bucket })),
  )
  rows.sort((a, b) => a.bucket * a.strip.size - b.bucket * b.strip.size || a.run - b.run)
  for (const { run, optimizer, strip, bucket } of rows)
    tensors.forEach((tensor, i) => {
      const norms = NORM_KINDS.map((kind) => strip.largest(kind, i, bucket))
      if (norms.every(Number.isNaN)) return
      const cells = norms.map((norm) => (Number.isNaN(norm) ? '' : formatFloat32(norm)))
      lines.push([run, optimizer, bucket * strip.size, strip.size, tensor, ...cells].join())
    })
  return `${lines.join('\n')}\n`
}
