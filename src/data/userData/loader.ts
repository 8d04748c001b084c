import { sizeOf } from '../../spec/model'
import {
  DataError,
  type DataRequest,
  type DatasetLoader,
  type LabelledImages,
} from '../datasetLoader'
import { userData } from './spec'

/** What a request asks for, and where it lies in the packed form. */
function placesOf(request: DataRequest) {
  const { input, trainCount, testCount } = userData.shape(request.options)
  const size = sizeOf([input.height, input.width, input.channels])
  if (!request.userData)
    throw new DataError(
      'This experiment trains on data of your own, and they are not here. Choose their files again.',
    )
  const { packed, statistics } = request.userData
  if (packed.size !== (trainCount + testCount) * (size + 1))
    throw new DataError(
      'Your data do not have the size that this experiment expects. Choose their files again.',
    )
  return { size, trainCount, testCount, packed, statistics }
}

/** `taken` of the `count` images that begin at a place of the packed form. */
async function part(
  packed: Blob,
  from: number,
  { size, count, taken }: { size: number; count: number; taken: number },
): Promise<LabelledImages> {
  const read = async (start: number, length: number) => {
    try {
      return new Uint8Array(await packed.slice(start, start + length).arrayBuffer())
    } catch (error) {
      throw new DataError(
        'Your data could not be read again: the browser has let go of them. Choose their files again.',
        { cause: error },
      )
    }
  }
  return {
    images: await read(from, taken * size),
    labels: await read(from + count * size, taken),
    count: taken,
  }
}

/** Takes a person’s data out of the Blob that the page sends along; nothing is fetched. */
export const userDataLoader: DatasetLoader = {
  loadTrain: async (request) => {
    const { size, trainCount, packed, statistics } = placesOf(request)
    const taken = Math.min(request.examples, trainCount)
    return { ...(await part(packed, 0, { size, count: trainCount, taken })), statistics }
  },
  loadTest: (request) => {
    const { size, trainCount, testCount, packed } = placesOf(request)
    return part(packed, trainCount * (size + 1), { size, count: testCount, taken: testCount })
  },
}
