import type { DataShape, PackedDataset } from '../../spec/dataset'

const shape: DataShape = {
  input: { height: 28, width: 28, channels: 1 },
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  trainCount: 60000,
  testCount: 10000,
}

export const mnist: PackedDataset = {
  id: 'mnist',
  label: 'MNIST',
  description: 'Handwritten digits, 28 x 28 pixels in grey.',
  origin: 'packed',
  kind: 'images',
  shape: () => shape,
  statistics: { mean: [0.1307], std: [0.3081] },
  augmentable: false,
  options: [],
  source: {
    text: 'Y. LeCun, C. Cortes, C. Burges: The MNIST database of handwritten digits',
    url: 'http://yann.lecun.com/exdb/mnist/',
  },
}
