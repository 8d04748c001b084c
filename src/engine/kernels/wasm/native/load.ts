import { microkernels } from './microkernels.wasm'

/** A byte address on the tfjs heap. */
export type Pointer = number

/**
 * The compiled functions of assembly/, where each is described. Pointers, arguments that
 * end in `Step` and those of `copyRows` and `lookUp` count bytes, everything else float32 entries.
 */
export interface Microkernels {
  product(
    a: Pointer,
    aStep: number,
    segments: number,
    segmentStep: number,
    depth: number,
    b: Pointer,
    panelStep: number,
    c: Pointer,
    cStep: number,
    rows: number,
    columns: number,
  ): void
  pack(
    from: Pointer,
    rowStep: number,
    columnStep: number,
    depth: number,
    columns: number,
    to: Pointer,
    panelStep: number,
  ): void
  productOfTransposed(
    a: Pointer,
    aStep: number,
    aBlockStep: number,
    b: Pointer,
    bStep: number,
    bBlockStep: number,
    depth: number,
    blocks: number,
    c: Pointer,
    cStep: number,
    rows: number,
    columns: number,
  ): void
  copyRows(
    from: Pointer,
    fromStep: number,
    to: Pointer,
    toStep: number,
    left: number,
    copied: number,
    rows: number,
  ): void
  addRow(a: Pointer, row: Pointer, out: Pointer, rows: number, columns: number): void
  sumRows(a: Pointer, out: Pointer, rows: number, columns: number): void
  lookUp(bytes: Pointer, count: number, tables: Pointer, channels: number, out: Pointer): void
  maxPoolGradient(
    x: Pointer,
    dy: Pointer,
    dx: Pointer,
    batch: number,
    height: number,
    width: number,
    channels: number,
    outHeight: number,
    outWidth: number,
    windowHeight: number,
    windowWidth: number,
    strideHeight: number,
    strideWidth: number,
    top: number,
    left: number,
  ): void
}

/**
 * Compiles the micro-kernels onto an existing heap; 4 KB, so done at once (in a worker).
 * @param module in base64; the one that needs plain SIMD, unless another is given
 * @throws WebAssembly.CompileError where the engine has no SIMD, or not the kind that it needs
 */
export function loadMicrokernels(memory: WebAssembly.Memory, module = microkernels): Microkernels {
  const bytes = Uint8Array.from(atob(module), (character) => character.charCodeAt(0))
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } })
  return instance.exports as unknown as Microkernels
}
