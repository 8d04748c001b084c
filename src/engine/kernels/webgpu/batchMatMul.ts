/**
 * Matrix product, also of batches and with either side transposed.
 *
 * What was slow: the stock kernels share tiles through workgroup memory with barriers, which made
 * a 784-128-10 network's step 75 % matrix products on a software adapter; and for long inner sides
 * tfjs may add partial products atomically, in no fixed order.
 * Here: one thread makes a tile of the result in registers, without barriers, summing over the
 * inner side in order: the result is the same every time.
 * Can go when: tfjs's own kernels are within a factor of 1.2 of it in bench/webgpuKernels and
 * never use atomics.
 */
import { BatchMatMul } from '@tensorflow/tfjs-core'
import { holdFloats, runKernel, type KernelOverride, type KernelSource } from './program'
import type { TileOptions } from './tiles'
import { balanced, floatType, component, vectorWidthOf, repeat, type VectorWidth } from './wgsl'

/** result[b] = op(a[b]) op(b[b]), op = transpose where asked; a batch of 1 serves every b. */
export interface MatMulGeometry {
  readonly rows: number
  readonly columns: number
  readonly inner: number
  readonly transposeA: boolean
  readonly transposeB: boolean
  readonly batchA: number
  readonly batchB: number
}

function matMulSource(
  g: MatMulGeometry,
  outputShape: readonly number[],
  tiles: TileOptions,
): KernelSource {
  const { transposeA, transposeB } = g
  const batch = Math.max(g.batchA, g.batchB)
  // Vectors lie along the side that is contiguous in memory.
  const aVectorWidth: VectorWidth = vectorWidthOf(transposeA ? g.rows : g.inner)
  const bVectorWidth: VectorWidth = vectorWidthOf(transposeB ? g.inner : g.columns)
  // Columns per accumulator: a row of b is contiguous unless b is transposed.
  const width: VectorWidth = transposeB ? 1 : bVectorWidth
  const height: VectorWidth = transposeA ? aVectorWidth : 1
  // Inner steps per iteration, so that vectors along the inner side are used whole.
  const step = Math.max(transposeA ? 1 : aVectorWidth, transposeB ? bVectorWidth : 1)
  const rowTile = height * balanced(g.rows / height, Math.ceil(tiles.matMulRows / height))
  const columnVectors = g.columns / width
  const columnTile = balanced(columnVectors, Math.ceil(tiles.matMulColumns / width))
  const rowTiles = Math.ceil(g.rows / rowTile)
  const columnTiles = Math.ceil(columnVectors / columnTile)
  return {
    name: 'AligMatMul',
    key: [...Object.values(g), rowTile, columnTile, outputShape.length],
    inputs: [
      ['a', aVectorWidth],
      ['b', bVectorWidth],
    ],
    outputVectorWidth: width,
    outputShape,
    threads: batch * rowTiles * columnTiles,
    workgroupSize: tiles.workgroupSize,
    body,
  }

  function body(): string {
    const accumulator = floatType(width)
    const rowTail = g.rows % rowTile !== 0
    const columnTail = columnVectors % columnTile !== 0
    const aVectors = (g.rows * g.inner) / aVectorWidth
    const bVectors = (g.inner * g.columns) / bVectorWidth
    const row = (i: number) => (rowTail ? `min(row + ${i}, ${g.rows - 1})` : `row + ${i}`)
    const column = (j: number) =>
      columnTail ? `min(column + ${j}, ${columnVectors - 1})` : `column + ${j}`

    // Where each operand's vectors start, and how to load them for inner index k.
    const aStarts = transposeA
      ? repeat(rowTile / height, (i) => {
          const vector = rowTail
            ? `min(row / ${height} + ${i}, ${g.rows / height - 1})`
            : `row / ${height} + ${i}`
          return `let a${i}At = aStart + ${vector};`
        })
      : repeat(rowTile, (i) => `let a${i}At = aStart + (${row(i)}) * ${g.inner / aVectorWidth};`)
    const bStarts = transposeB
      ? repeat(
          columnTile,
          (j) => `let b${j}At = bStart + (${column(j)}) * ${g.inner / bVectorWidth};`,
        )
      : repeat(columnTile, (j) => `let b${j}At = bStart + ${column(j)};`)
    const aLoads = transposeA
      ? repeat(step, (s) =>
          repeat(rowTile / height, (i) => {
            return `let a${i}_${s} = a[a${i}At + (k + ${s}) * ${g.rows / height}];`
          }),
        )
      : repeat(step / aVectorWidth, (s) =>
          repeat(rowTile, (i) => `let a${i}_${s} = a[a${i}At + k / ${aVectorWidth} + ${s}];`),
        )
    const bLoads = transposeB
      ? repeat(step / bVectorWidth, (s) =>
          repeat(columnTile, (j) => `let b${j}_${s} = b[b${j}At + k / ${bVectorWidth} + ${s}];`),
        )
      : repeat(step, (s) =>
          repeat(columnTile, (j) => `let b${j}_${s} = b[b${j}At + (k + ${s}) * ${columnVectors}];`),
        )
    /** The scalar of op(a) at tile row i, inner step s. */
    const aValue = (i: number, s: number) =>
      transposeA
        ? `a${Math.floor(i / height)}_${s}${component(height, i % height)}`
        : `a${i}_${Math.floor(s / aVectorWidth)}${component(aVectorWidth, s % aVectorWidth)}`
    const bValue = (j: number, s: number) =>
      transposeB
        ? `b${j}_${Math.floor(s / bVectorWidth)}${component(bVectorWidth, s % bVectorWidth)}`
        : `b${j}_${s}`
    const sums = repeat(step, (s) =>
      repeat(rowTile, (i) =>
        repeat(columnTile, (j) => {
          const sum = `c${i}_${j}`
          return `${sum} = fma(${accumulator}(${aValue(i, s)}), ${bValue(j, s)}, ${sum});`
        }),
      ),
    )
    return `
      let column = (index % ${columnTiles}) * ${columnTile};
      let rest = index / ${columnTiles};
      let row = (rest % ${rowTiles}) * ${rowTile};
      let batch = rest / ${rowTiles};
      let aStart = ${g.batchA === 1 ? '0' : `batch * ${aVectors}`};
      let bStart = ${g.batchB === 1 ? '0' : `batch * ${bVectors}`};
      ${aStarts}
      ${bStarts}
      ${repeat(rowTile, (i) => repeat(columnTile, (j) => `var c${i}_${j} = ${accumulator}(0.0);`))}
      for (var k = 0; k < ${g.inner}; k += ${step}) {
        ${aLoads}
        ${bLoads}
        ${sums}
      }
      let out = (batch * ${g.rows} + row) * ${columnVectors} + column;
      ${repeat(rowTile, (i) =>
        repeat(columnTile, (j) => {
          const store = `result[out + ${i * columnVectors + j}] = c${i}_${j};`
          const guards = [
            ...(rowTail && i > 0 ? [`row + ${i} < ${g.rows}`] : []),
            ...(columnTail && j > 0 ? [`column + ${j} < ${columnVectors}`] : []),
          ]
          return guards.length > 0 ? `if (${guards.join(' && ')}) { ${store} }` : store
        }),
      )}`
  }
}

/** Sizes of a product that the kernel covers: equal batches, or one side without a batch. */
function matMulGeometry(
  aShape: readonly number[],
  bShape: readonly number[],
  transposeA: boolean,
  transposeB: boolean,
): { geometry: MatMulGeometry; outputShape: number[] } | undefined {
  const size = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1)
  const [a0 = 0, a1 = 0] = aShape.slice(-2)
  const [b0 = 0, b1 = 0] = bShape.slice(-2)
  const aBatch = aShape.slice(0, -2)
  const bBatch = bShape.slice(0, -2)
  const batchA = size(aBatch)
  const batchB = size(bBatch)
  const [rows, inner] = transposeA ? [a1, a0] : [a0, a1]
  const [innerB, columns] = transposeB ? [b1, b0] : [b0, b1]
  const sameBatch = aBatch.join() === bBatch.join()
  const sameRank = aBatch.length === bBatch.length
  const covered =
    (sameBatch || (sameRank && (batchA === 1 || batchB === 1))) &&
    inner === innerB &&
    rows * columns * inner * batchA * batchB > 0
  if (!covered) return undefined
  const outputShape = [...(batchA >= batchB ? aBatch : bBatch), rows, columns]
  return {
    geometry: { rows, columns, inner, transposeA, transposeB, batchA, batchB },
    outputShape,
  }
}

export const batchMatMul: KernelOverride = {
  kernelName: BatchMatMul,
  create:
    (tiles) =>
    ({ inputs, attrs, backend }) => {
      const { a, b } = inputs
      if (!a || !b || !holdFloats(backend, [a, b])) return undefined
      const transposeA = attrs['transposeA'] === true
      const transposeB = attrs['transposeB'] === true
      const product = matMulGeometry(a.shape, b.shape, transposeA, transposeB)
      if (!product) return undefined
      return runKernel(backend, matMulSource(product.geometry, product.outputShape, tiles), [a, b])
    },
}
