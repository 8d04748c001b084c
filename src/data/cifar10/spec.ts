import type { DataShape, PackedDataset } from '../../spec/dataset'

const shape: DataShape = {
  input: { height: 32, width: 32, channels: 3 },
  classNames: [
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
  trainCount: 50000,
  testCount: 10000,
}

export const cifar10: PackedDataset = {
  id: 'cifar10',
  label: 'CIFAR-10',
  description: 'Small photographs of ten kinds of things, 32 x 32 pixels in colour.',
  origin: 'packed',
  kind: 'images',
  shape: () => shape,
  statistics: { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] },
  augmentable: true,
  options: [],
  source: {
    text: 'A. Krizhevsky: Learning multiple layers of features from tiny images (2009)',
    url: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  },
}
