import * as tf from '@tensorflow/tfjs-core'
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { bindingOf, flush } from '../../capture/backendInternals'
import { createOwned, disposeOwned, ownPart, type OwnedTensor } from '../../capture/ownedTensor'
import { ownTensors } from '../../capture/record'
import { encodeCopies, planCopies } from '../../capture/stateCopies'
import type { Binding } from '../../capture/virtualBuffer'
import type { RunnerSetup } from './types'

/** What one run has on the device, in buffers that always stay the same or move together. */
export class RunTensors {
  /** The parameters and then the optimizer's state: what a step replaces. */
  kept: readonly OwnedTensor[]
  hyper: Readonly<Record<string, OwnedTensor<Scalar>>>
  private readonly hyperValues: Record<string, number> = {}

  /** Takes ownership of the tensors in `setup`. */
  constructor(
    private readonly backend: WebGPUBackend,
    { parameters, state, hyper }: Omit<RunnerSetup, 'trainStep'>,
  ) {
    const { device } = backend
    const first = [parameters, ...state]
    this.kept = first.map(({ shape }) => createOwned(device, shape))
    const keys = Object.keys(hyper)
    this.hyper = Object.fromEntries(keys.map((key) => [key, createOwned<tf.Rank.R0>(device, [])]))
    for (const key of keys) this.write(key, hyper[key]!)
    this.adopt(first)
    tf.dispose(first)
  }

  get parameters(): OwnedTensor<Tensor1D> {
    return this.kept[0] as OwnedTensor<Tensor1D>
  }

  get state(): readonly OwnedTensor[] {
    return this.kept.slice(1)
  }

  write(key: string, value: number): void {
    if (this.hyperValues[key] === value) return
    this.hyperValues[key] = value
    flush(this.backend)
    const { buffer, offset } = this.hyper[key]!.binding
    this.backend.device.queue.writeBuffer(buffer, offset, Float32Array.of(value))
  }

  /** Copies tensors into the first of `kept`, and whatever `also` encodes after that. */
  adopt(tensors: readonly Tensor[], also?: (encoder: GPUCommandEncoder) => void): void {
    const { backend } = this
    const { device } = backend
    const spares: GPUBuffer[] = []
    const copies = planCopies(
      tensors.map(({ dataId }, i) => ({
        from: bindingOf(backend, dataId) as Binding<GPUBuffer>,
        to: this.kept[i]!.binding,
      })),
      (size) => {
        const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
        const spare = device.createBuffer({ size, usage })
        spares.push(spare)
        return spare
      },
    )
    flush(backend)
    const encoder = device.createCommandEncoder()
    encodeCopies(encoder, copies)
    also?.(encoder)
    device.queue.submit([encoder.finish()])
    for (const spare of spares) spare.destroy()
  }

  /**
   * Moves everything to other memory, which holds the same numbers afterwards.
   * @param place where the tensor of that name in a recording goes; null: buffers of its own
   */
  moveTo(place: ((key: string) => Binding<GPUBuffer>) | null): void {
    const { backend } = this
    const { device } = backend
    flush(backend)
    const encoder = device.createCommandEncoder()
    const moved = new Map<OwnedTensor, OwnedTensor>()
    for (const [key, old] of this.byName()) {
      const next = place
        ? ownPart(backend, old.tensor, place(key))
        : createOwned(device, old.tensor.shape)
      encodeCopies(encoder, [{ from: old.binding, to: next.binding }])
      moved.set(old, next)
    }
    device.queue.submit([encoder.finish()])
    this.kept = this.kept.map((old) => moved.get(old)!)
    this.hyper = Object.fromEntries(
      Object.entries(this.hyper).map(([key, old]) => [key, moved.get(old) as OwnedTensor<Scalar>]),
    )
    ;[...moved.keys()].forEach(disposeOwned)
  }

  dispose(): void {
    ;[...this.byName().values()].forEach(disposeOwned)
  }

  private byName(): ReadonlyMap<string, OwnedTensor> {
    return ownTensors({ state: this.kept, own: this.hyper })
  }
}
