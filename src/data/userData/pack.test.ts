import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { file, idx, idxLabels } from './files.fixture'
import { defaultValues } from '../../spec/hyperparameter'
import { userDataLoader } from './loader'
import { packUserData, summarise } from './pack'
import { readUserData } from './readUserData'
import { userData } from './spec'

const content = Array.from({ length: 20 * 4 }, (_, i) => (i % 4 < 2 ? 0 : 255))
const read = () =>
  readUserData([file('images', idx([20, 2, 2], content)), file('labels', idxLabels(20))])

describe('packed data', () => {
  it('is images, labels, test images, test labels, and so is its hash', async () => {
    const data = await read()
    const bytes = new Uint8Array(await packUserData(data).arrayBuffer())
    expect(bytes).toHaveLength(20 * 5)
    const { sha256 } = summarise(data, 'two files')
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('comes back from the loader, as many images as are asked for', async () => {
    const data = await read()
    const { mean, std } = summarise(data, '')
    const request = {
      baseUrl: '/',
      examples: 5,
      options: {
        ...defaultValues(userData.options),
        ...{ height: 2, width: 2, train: 18, test: 2, classes: 3 },
      },
      userData: { packed: packUserData(data), statistics: { mean, std } },
    }
    const train = await userDataLoader.loadTrain(request)
    expect(train.count).toBe(5)
    expect(train.statistics).toEqual({ mean, std })
    expect(train.images).toEqual(data.train.images.slice(0, 20))
    expect(train.labels).toEqual(data.train.labels.slice(0, 5))
    const test = await userDataLoader.loadTest(request)
    expect([...test.images]).toEqual([...data.test.images])
    expect([...test.labels]).toEqual([...data.test.labels])
    const other = { ...request, options: { ...request.options, width: 3 } }
    await expect(userDataLoader.loadTrain(other)).rejects.toThrow(/do not have the size/)
    const { userData: _, ...without } = request
    await expect(userDataLoader.loadTrain(without)).rejects.toThrow(/not here\. Choose/)
  })

  it('has mean and standard deviation of its training images', async () => {
    // Half the pixels are 0, half 255: mean 1/2, standard deviation 1/2.
    expect(summarise(await read(), '')).toMatchObject({ mean: [0.5], std: [0.5] })
  })

  it('has a standard deviation that can be divided by where all pixels are equal', async () => {
    const grey = file('i', idx([20, 2, 2], new Uint8Array(80).fill(51)))
    const data = await readUserData([grey, file('l', idxLabels(20))])
    const { mean, std } = summarise(data, '')
    expect(mean).toEqual([0.2])
    expect(std[0]).toBeGreaterThan(0)
  })
})
