/**
 * Whether two traces of one step are the same in everything that a capture would fix: shaders,
 * dispatch sizes, uniforms, constants, and which buffer goes where. A plain number that changes
 * from call to call (a counter, a random number) shows up here.
 */
import type { Launch, Trace } from './trace'
import { isVirtual, type Binding } from './virtualBuffer'

function sameBytes(a: ArrayBuffer | null, b: ArrayBuffer | null): boolean {
  if (!a || !b) return a === b
  if (a.byteLength !== b.byteLength) return false
  const [left, right] = [new Uint8Array(a), new Uint8Array(b)]
  return left.every((byte, i) => byte === right[i])
}

function sameBinding(a: Binding, b: Binding): boolean {
  if (a.offset !== b.offset || a.size !== b.size) return false
  if (!isVirtual(a.buffer) || !isVirtual(b.buffer)) return a.buffer === b.buffer
  return a.buffer.id === b.buffer.id && sameBytes(a.buffer.contents, b.buffer.contents)
}

const sameBindings = (a: readonly Binding[], b: readonly Binding[]) =>
  a.length === b.length && a.every((binding, i) => sameBinding(binding, b[i]!))

const sameLaunch = (a: Launch, b: Launch) =>
  a.pipeline === b.pipeline &&
  a.workgroups.every((count, i) => count === b.workgroups[i]) &&
  sameBindings(a.bindings, b.bindings)

/** @returns a clause that says where the traces part; undefined where they agree */
export function traceDifference(a: Trace, b: Trace): string | undefined {
  if (a.launches.length !== b.launches.length) {
    return `it makes ${a.launches.length} launches once and ${b.launches.length} the next time`
  }
  const parted = a.launches.findIndex((launch, i) => !sameLaunch(launch, b.launches[i]!))
  if (parted >= 0) {
    const name = a.launches[parted]!.pipeline.label || 'unnamed'
    return `launch ${parted + 1} of ${a.launches.length} (${name}) is given another number each time`
  }
  return sameBindings(a.outputs, b.outputs)
    ? undefined
    : 'its results come from elsewhere each time'
}
