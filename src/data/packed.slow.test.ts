import { readFile } from 'node:fs/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { cifar10 } from './cifar10/spec'
import type { LabelledImages } from './datasetLoader'
import { mnist } from './mnist/spec'
import { datasetLoader } from './registry'
import { datasetSpecs } from './specs'

const PUBLIC = new URL('../../public/', import.meta.url)
const request = (examples: number) => ({ baseUrl: 'http://host/sub/', examples, options: {} })

/** The real packed files, as a static host would hand them out. */
function servePublic() {
  vi.stubGlobal('fetch', async (url: string) => {
    const path = url.replace('http://host/sub/', '')
    return new Response(new Uint8Array(await readFile(new URL(path, PUBLIC))))
  })
}
afterEach(() => {
  vi.unstubAllGlobals()
})

const meanOf = ({ images }: LabelledImages) => {
  let sum = 0
  for (const value of images) sum += value
  return sum / images.length
}
const perClass = ({ labels }: LabelledImages) =>
  Array.from({ length: 10 }, (_, c) => labels.filter((label) => label === c).length)

it('loads MNIST as it was published', async () => {
  servePublic()
  const { loadTrain, loadTest } = datasetLoader('mnist')
  const train = await loadTrain(request(60000))
  const test = await loadTest(request(1))
  expect([...train.labels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
  expect([...test.labels.subarray(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
  expect(perClass(train)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
  expect(test.count).toBe(10000)
  expect(meanOf(train) / 255).toBeCloseTo(mnist.statistics.mean[0]!, 4)
})

it('loads CIFAR-10 as it was published', async () => {
  servePublic()
  const { loadTrain, loadTest } = datasetLoader('cifar10')
  const train = await loadTrain(request(2000))
  const test = await loadTest(request(1))
  expect(train.count).toBe(2000)
  expect([...train.labels.subarray(0, 10)]).toEqual([6, 9, 9, 4, 1, 1, 2, 7, 8, 3])
  expect([...test.labels.subarray(0, 10)]).toEqual([3, 8, 8, 0, 6, 6, 1, 6, 3, 1])
  expect(perClass(test)).toEqual(new Array(10).fill(1000))
  // Channels interleaved: red, green and blue have means of their own.
  const channelMean = (channel: number) => {
    let sum = 0
    for (let i = channel; i < test.images.length; i += 3) sum += test.images[i]!
    return sum / (test.images.length / 3) / 255
  }
  cifar10.statistics.mean.forEach((mean, channel) => {
    expect(Math.abs(channelMean(channel) - mean)).toBeLessThan(0.01)
  })
})

it('refuses packed data of another shape', async () => {
  vi.stubGlobal('fetch', async () => {
    const manifest = await readFile(new URL('data/cifar10/manifest.json', PUBLIC))
    return new Response(new Uint8Array(manifest))
  })
  const loading = datasetLoader('mnist').loadTrain(request(10))
  await expect(loading).rejects.toThrow(/packed data of MNIST belong to another version/)
})

it('has a loader for every data set that is listed', () => {
  for (const { id } of datasetSpecs) expect(datasetLoader(id).loadTrain).toBeTypeOf('function')
  expect(() => datasetLoader('toString')).toThrow('no loader for the data set "toString"')
})
