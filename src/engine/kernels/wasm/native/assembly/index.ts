/* eslint-disable @typescript-eslint/ban-ts-comment */
// @ts-nocheck -- AssemblyScript, compiled to WebAssembly SIMD by `node ../build.mjs`
//
// Inner loops on tfjs's own heap. Pointers, arguments that end in `Step` and those of `copyRows`
// and `lookUp` count bytes; everything else counts float32 entries. Geometry, padding and memory belong to
// the callers. Nothing here allocates, so heap views stay valid across a call.

export { product, pack } from './product'
export { productOfTransposed } from './productOfTransposed'
export { addRow, copyRows, sumRows } from './rows'
export { lookUp } from './bytes'
export { maxPoolGradient } from './maxPool'
