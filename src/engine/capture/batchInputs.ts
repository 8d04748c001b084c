import type { DataId, Rank, Tensor } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type { Batch } from '../run/trainStep'
import { bindingOf, flush } from './backendInternals'
import { createOwned, disposeOwned, type OwnedTensor } from './ownedTensor'

interface Entry {
  readonly inputs: BatchInputs
  holders: number
}

const kindOf = ({ images }: Batch) => `${images.dtype} ${images.shape.join()}`

const entries = new WeakMap<WebGPUBackend, Map<string, Entry>>()

/**
 * The buffers that recorded steps read their mini-batch from. All runs in lock-step share them,
 * as they share the batches: each batch is written once, before the first run that uses it.
 */
export class BatchInputs {
  readonly tensors: Batch
  private readonly owned: readonly OwnedTensor[]
  private loaded: readonly (DataId | null)[] = []

  private constructor(
    private readonly backend: WebGPUBackend,
    private readonly key: string,
    { images, labels }: Batch,
  ) {
    const dtype = images.dtype === 'int32' ? 'int32' : 'float32'
    const ownedImages = createOwned<Rank>(backend.device, images.shape, dtype)
    const ownedLabels = createOwned<Rank.R1>(backend.device, labels.shape, 'int32')
    this.tensors = { images: ownedImages.tensor as Batch['images'], labels: ownedLabels.tensor }
    this.owned = [ownedImages, ownedLabels]
  }

  /** The buffers for batches of this kind. Every call is matched by one of `release`. */
  static acquire(backend: WebGPUBackend, batch: Batch): BatchInputs {
    const key = kindOf(batch)
    let ofBackend = entries.get(backend)
    if (!ofBackend) entries.set(backend, (ofBackend = new Map()))
    const entry = ofBackend.get(key) ?? {
      inputs: new BatchInputs(backend, key, batch),
      holders: 0,
    }
    ofBackend.set(key, entry)
    entry.holders++
    return entry.inputs
  }

  /** True where batches of this kind go into these buffers. */
  fits(batch: Batch): boolean {
    return kindOf(batch) === this.key
  }

  /** Makes `tensors` hold this batch's numbers, for every command that is submitted later. */
  load({ images, labels }: Batch): void {
    const sources = [images, labels]
    if (sources.every(({ dataId }, i) => dataId === this.loaded[i])) return
    this.loaded = sources.map(({ dataId }) => dataId)
    flush(this.backend)
    sources.forEach((source, i) => this.write(source, this.owned[i]!))
  }

  release(): void {
    const ofBackend = entries.get(this.backend)
    const entry = ofBackend?.get(this.key)
    if (!entry || --entry.holders > 0) return
    ofBackend!.delete(this.key)
    flush(this.backend)
    this.owned.forEach(disposeOwned)
  }

  private write({ dataId }: Tensor, { binding: { buffer, size } }: OwnedTensor): void {
    const { device, tensorMap } = this.backend
    const { values } = tensorMap.get(dataId)
    if (values instanceof Float32Array || values instanceof Int32Array) {
      device.queue.writeBuffer(buffer, 0, values as Float32Array<ArrayBuffer>)
      return
    }
    const from = bindingOf(this.backend, dataId)
    const encoder = device.createCommandEncoder()
    encoder.copyBufferToBuffer(from.buffer as GPUBuffer, from.offset, buffer, 0, size)
    flush(this.backend)
    device.queue.submit([encoder.finish()])
  }
}
