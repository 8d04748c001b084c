import { MEMORY_LIMIT } from '../../../experiment/memory'
import { slabBytes, type Plan } from '../../capture/plan'

const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0)

/**
 * Whether there is room for plans of the same runs, side by side; known before anything is
 * allocated. What the runs own is there twice for a moment: when it moves together, and as results
 * of the eager steps of the first check.
 */
export function areSmallEnough(
  plans: readonly [Plan, ...Plan[]],
  limits: GPUSupportedLimits,
): boolean {
  const slabs = [...plans[0].own.values()].map(slabBytes)
  const sizes = [...plans.flatMap(({ slots }) => slots), ...slabs]
  const total = sum(sizes) + sum(slabs)
  return total <= MEMORY_LIMIT && sizes.every((size) => size <= limits.maxBufferSize)
}
