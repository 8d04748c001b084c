import { SetupError } from './say.mjs'

const SIDE = 28

/** @type {import('./sources.mjs').Unpack} the four original IDX files */
export async function unpack(read) {
  const part = async (prefix, count) => ({
    images: idx(await read(`data/${prefix}-images-idx3-ubyte`), [count, SIDE, SIDE]),
    labels: idx(await read(`data/${prefix}-labels-idx1-ubyte`), [count]),
  })
  return {
    shape: [SIDE, SIDE, 1],
    classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
    shardImages: 5000,
    train: await part('train', 60000),
    test: await part('t10k', 10000),
  }
}

/** The bytes of an IDX file of unsigned bytes: 0, 0, 8, rank, then each side big-endian. */
function idx(file, sides) {
  const header = 4 + 4 * sides.length
  const magic = 0x0800 + sides.length
  const matches =
    file.readUInt32BE(0) === magic &&
    sides.every((side, i) => file.readUInt32BE(4 + 4 * i) === side)
  const length = sides.reduce((product, side) => product * side, 1)
  if (!matches || file.length !== header + length) {
    throw new SetupError(`an MNIST file is not of the shape ${sides.join(' x ')}.`)
  }
  return file.subarray(header)
}
