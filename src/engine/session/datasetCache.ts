import type {
  DataProgress,
  DataRequest,
  LabelledImages,
  TrainingImages,
} from '../../data/datasetLoader'
import { datasetLoader } from '../../data/registry'

type Request = Omit<DataRequest, 'onProgress'>

/** The data set that was used last, so that a new experiment on it starts at once. */
export class DatasetCache {
  private key = ''
  private trainImages: TrainingImages | null = null
  private testImages: LabelledImages | null = null

  /** The first `request.examples` training images, with their clean labels. */
  async train(
    id: string,
    request: Request,
    onProgress: (progress: DataProgress) => void,
  ): Promise<TrainingImages> {
    const key = this.select(id, request)
    if (!this.trainImages || this.trainImages.count < request.examples) {
      const loaded = await datasetLoader(id).loadTrain({ ...request, onProgress })
      if (key === this.key) this.trainImages = loaded
      return loaded
    }
    return firstImages(this.trainImages, request.examples)
  }

  async test(id: string, request: Request): Promise<LabelledImages> {
    const key = this.select(id, request)
    const loaded = this.testImages ?? (await datasetLoader(id).loadTest(request))
    if (key === this.key) this.testImages = loaded
    return loaded
  }

  /** @returns what the images that are kept belong to */
  private select(id: string, request: Request): string {
    const key = JSON.stringify([id, request.options])
    if (key === this.key) return key
    this.key = key
    this.trainImages = null
    this.testImages = null
    return key
  }
}

function firstImages(set: TrainingImages, wanted: number): TrainingImages {
  const { images, labels, count } = set
  const size = images.length / count
  return {
    ...set,
    images: images.subarray(0, wanted * size),
    labels: labels.subarray(0, wanted),
    count: wanted,
  }
}
