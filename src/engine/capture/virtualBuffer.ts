/**
 * Stands for a GPU buffer while a step is traced: tfjs passes it around like a real one, and
 * nothing is allocated. What the host writes into it stays here.
 */
export class VirtualBuffer {
  mapState: GPUBufferMapState
  /** What the host has written: uniforms and constants. Null for what the device computes. */
  contents: ArrayBuffer | null

  /** @param id number within the trace, in the order of creation */
  constructor(
    readonly id: number,
    readonly size: number,
    readonly usage: GPUBufferUsageFlags,
    mappedAtCreation: boolean,
  ) {
    this.mapState = mappedAtCreation ? 'mapped' : 'unmapped'
    this.contents = mappedAtCreation ? new ArrayBuffer(size) : null
  }

  getMappedRange(): ArrayBuffer {
    if (!this.contents) throw new Error('This buffer is not mapped.')
    return this.contents
  }

  unmap(): void {
    this.mapState = 'unmapped'
  }

  destroy(): void {}
}

export type AnyBuffer = GPUBuffer | VirtualBuffer

/** A range of a buffer, in bytes. */
export interface Binding<B = AnyBuffer> {
  readonly buffer: B
  readonly offset: number
  readonly size: number
}

export function isVirtual(buffer: unknown): buffer is VirtualBuffer {
  return buffer instanceof VirtualBuffer
}
