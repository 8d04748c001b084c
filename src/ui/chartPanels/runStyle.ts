/** How a run looks everywhere: colour, dash and marker, so that nothing hangs on colour alone. */
import type { MarkerShape } from '../../charts/types'
import { DEFAULT_OPTIMIZERS } from '../../experiment/defaults'
import { usePlayground } from '../../state/store/store'

export interface RunStyle {
  readonly color: string
  readonly dash?: string
  readonly marker: MarkerShape
}

/** Colours are set in theme.css, for light and dark; told apart with any colour vision. */
const STYLES: readonly RunStyle[] = [
  { color: 'var(--run-0)', marker: 'circle' },
  { color: 'var(--run-1)', dash: '8 4', marker: 'square' },
  { color: 'var(--run-2)', dash: '2 3', marker: 'triangle' },
  { color: 'var(--run-3)', dash: '10 3 2 3', marker: 'diamond' },
  { color: 'var(--run-4)', dash: '14 4', marker: 'cross' },
  { color: 'var(--run-5)', dash: '4 3', marker: 'plus' },
  { color: 'var(--run-6)', dash: '10 3 2 3 2 3', marker: 'down' },
  { color: 'var(--run-7)', dash: '6 2 1 2', marker: 'hexagon' },
]

/** The optimizers that the page opens with: the first run of each looks the same in every experiment. */
const PREFERRED = DEFAULT_OPTIMIZERS

/**
 * Gives every run a slot of its own that it keeps while it exists.
 * @param taken slots by run id, from before
 */
export function assignSlots(
  runs: readonly { readonly id: number; readonly optimizer: string }[],
  taken: ReadonlyMap<number, number>,
): Map<number, number> {
  const slots = new Map<number, number>()
  for (const { id } of runs) {
    const slot = taken.get(id)
    if (slot !== undefined) slots.set(id, slot)
  }
  const isFree = (slot: number) => ![...slots.values()].includes(slot)
  // The looks of optimizers that are present are kept for their first run.
  const kept = runs.map(({ optimizer }) => PREFERRED.indexOf(optimizer))
  for (const { id, optimizer } of runs) {
    if (slots.has(id)) continue
    const preferred = PREFERRED.indexOf(optimizer)
    const free = STYLES.map((_, slot) => slot).filter(isFree)
    const slot =
      preferred >= 0 && isFree(preferred)
        ? preferred
        : (free.find((candidate) => candidate >= PREFERRED.length) ??
          free.find((candidate) => !kept.includes(candidate)) ??
          free[0] ??
          id % STYLES.length)
    slots.set(id, slot)
  }
  return slots
}

let slots: ReadonlyMap<number, number> = new Map()

/** Look of a run; the first look-up of a new run gives it its slot. */
export function runStyle(id: number): RunStyle {
  if (!slots.has(id)) {
    const { runs, experiment } = usePlayground.getState()
    slots = assignSlots(
      runs.map((run, i) => ({ id: run.id, optimizer: experiment.runs[i]?.optimizer ?? '' })),
      slots,
    )
  }
  return STYLES[slots.get(id) ?? 0]!
}

/** Look of an earlier run: that of the run it was, or what its optimizer usually has. */
export function previousRunStyle(runId: number | null, optimizer: string): RunStyle {
  const slot = (runId === null ? undefined : slots.get(runId)) ?? PREFERRED.indexOf(optimizer)
  return STYLES[slot >= 0 ? slot : STYLES.length - 1]!
}

/** The looks that runs of these optimizers have when they are loaded together. */
export function stylesOf(optimizers: readonly string[]): RunStyle[] {
  const slots = assignSlots(
    optimizers.map((optimizer, id) => ({ id, optimizer })),
    new Map(),
  )
  return optimizers.map((_, id) => STYLES[slots.get(id) ?? 0]!)
}

export const useRunStyle = (id: number): RunStyle => usePlayground(() => runStyle(id))
