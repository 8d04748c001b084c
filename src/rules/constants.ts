import { FUNCTIONS } from './functions'
import { applyFunction } from './evaluate'
import type { Expression } from './types'

/** The value of an expression that holds numbers alone; booleans are 0 and 1. */
export function constantOf(value: Expression): number | undefined {
  if (value.kind === 'number') return value.value
  if (value.kind !== 'call' || value.type.shape === 'vector') return undefined
  if (FUNCTIONS[value.name].family === 'reduce') return undefined
  const args = value.args.map(constantOf)
  return args.every((arg) => arg !== undefined)
    ? (applyFunction(value.name, args) as number)
    : undefined
}
