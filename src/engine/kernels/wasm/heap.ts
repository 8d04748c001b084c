import type { DataId, TensorInfo } from '@tensorflow/tfjs-core'
import type { Microkernels, Pointer } from './native/load'

/** The part of tfjs's wasm backend (4.22) that the kernels here use. */
export interface HeapBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array
    readonly _malloc: (bytes: number) => number
    readonly _free: (pointer: Pointer) => void
    /** Exports of the instance. The threaded build, which the page never uses, has no memory there. */
    readonly asm?: { readonly memory?: WebAssembly.Memory }
  }
  readonly dataIdMap: { get(dataId: DataId): { readonly memoryOffset: Pointer } }
  makeOutput(shape: readonly number[], dtype: TensorInfo['dtype']): TensorInfo
  incRef(dataId: DataId): void
  disposeData(dataId: DataId): boolean
  typedArrayFromHeap(info: TensorInfo): Float32Array | Int32Array | Uint8Array
}

/** What a kernel of this folder is made with. */
export interface WasmContext {
  readonly backend: HeapBackend
  readonly native: Microkernels
}

export const FLOAT_BYTES = 4

/** The memory behind tfjs's heap, or undefined where this build of tfjs does not show it. */
export function memoryOf({ wasm }: HeapBackend): WebAssembly.Memory | undefined {
  const memory = wasm.asm?.memory
  return memory?.buffer === wasm.HEAPU8.buffer ? memory : undefined
}

export function pointerOf(backend: HeapBackend, { dataId }: TensorInfo): Pointer {
  return backend.dataIdMap.get(dataId).memoryOffset
}

/**
 * Lends heap memory for the length of one call. Allocation may move every heap view, so take
 * views afterwards; pointers stay.
 * @param sizes in float32 entries
 * @throws Error when the 4 GB that wasm can address are used up
 */
export function withScratch<T>(
  { wasm }: HeapBackend,
  sizes: readonly number[],
  use: (...pointers: Pointer[]) => T,
): T {
  const pointers: Pointer[] = []
  try {
    for (const size of sizes) {
      const pointer = wasm._malloc(Math.max(1, size) * FLOAT_BYTES) >>> 0
      if (pointer === 0) {
        throw new Error(
          `The wasm backend could not get ${size * FLOAT_BYTES} more bytes of memory. ` +
            'Use a smaller batch or a smaller model.',
        )
      }
      pointers.push(pointer)
    }
    return use(...pointers)
  } finally {
    for (const pointer of pointers) wasm._free(pointer)
  }
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

export const roundUp8 = (n: number): number => (n + 7) & ~7
