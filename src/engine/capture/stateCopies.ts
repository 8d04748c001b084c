import type { Binding } from './virtualBuffer'

export interface Copy {
  readonly from: Binding<GPUBuffer>
  readonly to: Binding<GPUBuffer>
}

/**
 * Copies that give every target its source's bytes as they were before the first copy. A source
 * that is itself a target (a step that swaps two states) goes through a buffer of its own.
 * @param createBuffer for that; called with a size in bytes
 */
export function planCopies(
  moves: readonly Copy[],
  createBuffer: (size: number) => GPUBuffer,
): Copy[] {
  const targets = new Set(moves.map(({ to }) => to.buffer))
  const early: Copy[] = []
  const late: Copy[] = []
  for (const { from, to } of moves) {
    if (from.buffer === to.buffer && from.offset === to.offset) continue
    if (!targets.has(from.buffer)) {
      late.push({ from, to })
      continue
    }
    const spare = { buffer: createBuffer(to.size), offset: 0, size: to.size }
    early.push({ from, to: spare })
    late.push({ from: spare, to })
  }
  return [...early, ...late]
}

export function encodeCopies(encoder: GPUCommandEncoder, copies: readonly Copy[]): void {
  for (const { from, to } of copies) {
    encoder.copyBufferToBuffer(from.buffer, from.offset, to.buffer, to.offset, to.size)
  }
}
