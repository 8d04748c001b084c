import * as tf from '@tensorflow/tfjs-core'
import type { BatchMatMulAttrs, KernelConfig, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { FLOAT_BYTES, pointerOf, roundUp8, withScratch, type WasmContext } from './heap'

/**
 * Product of two float32 matrices, either of them transposed.
 *
 * Why: with a transposed operand the stock kernel leaves XNNPACK and walks single entries:
 * 4.2 ms for the transpose of
 * [64, 784] times [64, 128], against 0.23 ms; [64, 784] times [784, 128] goes from 0.54 to 0.24.
 * How: transposed a: rows of a and b are combined as they lie. Otherwise b is packed into panels
 * of eight columns, which transposes it on the way if need be. Batches of matrices, and both
 * operands transposed, go to the stock kernel: training asks for neither.
 * Can go: when the stock kernel packs transposed operands itself.
 */
export function batchMatMul({ backend, native }: WasmContext, stock: KernelFunc): KernelConfig {
  return {
    kernelName: tf.BatchMatMul,
    backendName: 'wasm',
    kernelFunc: (args) => {
      const { a, b } = args.inputs as { a: TensorInfo; b: TensorInfo }
      const { transposeA, transposeB } = args.attrs as unknown as BatchMatMulAttrs
      const float = a.dtype === 'float32' && b.dtype === 'float32'
      if (!float || !isMatrix(a) || !isMatrix(b) || (transposeA && transposeB)) return stock(args)

      const [aRows, aColumns] = lastTwo(a)
      const [bRows, bColumns] = lastTwo(b)
      const rows = transposeA ? aColumns : aRows
      const depth = transposeA ? aRows : aColumns
      const columns = transposeB ? bRows : bColumns
      if (depth !== (transposeB ? bColumns : bRows)) return stock(args)

      const lead = a.shape.length >= b.shape.length ? a.shape : b.shape
      const out = backend.makeOutput([...lead.slice(0, -2), rows, columns], 'float32')
      const aAt = pointerOf(backend, a)
      const bAt = pointerOf(backend, b)
      const outAt = pointerOf(backend, out)
      const wide = roundUp8(columns)
      const bytes = columns * FLOAT_BYTES
      const wideBytes = wide * FLOAT_BYTES
      const aStep = aColumns * FLOAT_BYTES
      if (!transposeA) {
        const bStep = bColumns * FLOAT_BYTES
        withScratch(backend, [depth * wide], (packed) => {
          const [rowStep, columnStep] = transposeB ? [FLOAT_BYTES, bStep] : [bStep, FLOAT_BYTES]
          const panelStep = depth * 8 * FLOAT_BYTES
          native.pack(bAt, rowStep, columnStep, depth, columns, packed, panelStep)
          native.product(aAt, aStep, 1, 0, depth, packed, panelStep, outAt, bytes, rows, columns)
        })
        return out
      }
      const padded = wide !== columns
      withScratch(backend, padded ? [depth * wide, rows * wide] : [], (wideB, wideOut) => {
        const right = padded ? wideB! : bAt
        const target = padded ? wideOut! : outAt
        if (padded) native.copyRows(bAt, bytes, right, wideBytes, 0, bytes, depth)
        backend.wasm.HEAPU8.fill(0, target, target + rows * wideBytes)
        native.productOfTransposed(
          aAt,
          aStep,
          0,
          right,
          wideBytes,
          0,
          depth,
          1,
          target,
          wideBytes,
          rows,
          wide,
        )
        if (padded) native.copyRows(target, wideBytes, outAt, bytes, 0, bytes, rows)
      })
      return out
    },
  }
}

/** Whether there is one matrix only, whatever the leading dimensions of size 1. */
const isMatrix = ({ shape }: TensorInfo) => shape.slice(0, -2).every((size) => size === 1)

function lastTwo({ shape }: TensorInfo): [number, number] {
  return shape.slice(-2) as [number, number]
}
