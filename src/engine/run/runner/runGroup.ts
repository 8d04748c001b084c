import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { flush } from '../../capture/backendInternals'
import { liftedPipeline } from '../../capture/lift/liftedPipelines'
import { createShared } from '../../capture/ownedTensor'
import { slabBytes, type Plan } from '../../capture/plan'
import { Program } from '../../capture/program'
import type { Binding } from '../../capture/virtualBuffer'
import { stepBothWays, type Member } from './member'

/**
 * Runs whose steps are one replay: what they do alike is launched once for all of them. Their
 * tensors lie together meanwhile.
 */
export class RunGroup {
  /** As the plan orders them. */
  readonly members: readonly Member[]
  private readonly waiting = new Set<Member>()
  private readonly slabs: ReadonlyMap<string, GPUBuffer>
  private readonly program: Program
  private stepsSinceCheck = Infinity

  /** @param members in the order in which their recordings were planned */
  constructor(
    private readonly backend: WebGPUBackend,
    members: readonly Member[],
    plan: Plan,
  ) {
    const { device } = backend
    this.members = plan.order.map((run) => members[run]!)
    for (const member of this.members) member.join()
    this.slabs = new Map(
      [...plan.own].map(([key, slab]) => [key, createShared(device, slabBytes(slab))]),
    )
    const own = (key: string, place: number): Binding<GPUBuffer> => {
      const { first, stride, size } = plan.own.get(key)!
      return { buffer: this.slabs.get(key)!, offset: (place - first) * stride, size }
    }
    this.members.forEach(({ tensors }, place) => tensors.moveTo((key) => own(key, place)))
    this.program = new Program(device, plan, { own, lifted: liftedPipeline })
  }

  /** Members that have asked for a step which has not been made. */
  get unfinished(): readonly Member[] {
    return [...this.waiting]
  }

  isWaiting(member: Member): boolean {
    return this.waiting.has(member)
  }

  /** The step is made when all members have asked for it. */
  step(member: Member): void {
    if (this.members.some(({ isChecking }) => isChecking)) return member.runEagerly()
    this.waiting.add(member)
    if (this.waiting.size < this.members.length) return
    this.waiting.clear()
    if (this.members.some(({ checkEvery }) => this.stepsSinceCheck >= checkEvery)) {
      const isFirst = this.stepsSinceCheck === Infinity
      this.stepsSinceCheck = 0
      return stepBothWays(this.backend, this.members, this.program, isFirst)
    }
    this.stepsSinceCheck++
    flush(this.backend)
    const { device } = this.backend
    const encoder = device.createCommandEncoder()
    this.program.encode(encoder)
    this.members.forEach(({ ring }, place) => ring.push(encoder, this.program.metrics[place]!))
    device.queue.submit([encoder.finish()])
  }

  /** Every member has its tensors for itself again, as they are. */
  dissolve(): void {
    flush(this.backend)
    this.waiting.clear()
    for (const { tensors } of this.members) tensors.moveTo(null)
    this.program.dispose()
    for (const buffer of this.slabs.values()) buffer.destroy()
  }
}
