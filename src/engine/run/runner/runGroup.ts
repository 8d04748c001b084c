import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { flush } from '../../capture/backendInternals'
import { liftedPipeline } from '../../capture/lift/liftedPipelines'
import { createShared } from '../../capture/ownedTensor'
import { slabBytes, type Plan } from '../../capture/plan'
import { Program } from '../../capture/program'
import type { Binding } from '../../capture/virtualBuffer'
import type { Measure } from '../trainStep'
import { MeasuredReplays, type GroupReplay } from './measuredReplays'
import { stepBothWays, type Member } from './member'

/**
 * Runs whose steps are one replay: what they do alike is launched once for all of them. Their
 * tensors lie together meanwhile.
 */
export class RunGroup {
  /** As the plan orders them. */
  readonly members: readonly Member[]
  private readonly waiting = new Map<Member, Measure | undefined>()
  private readonly slabs: ReadonlyMap<string, GPUBuffer>
  /** Of steps that nobody measures. */
  private readonly plain: GroupReplay
  private readonly measured: MeasuredReplays

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
    const surroundings = { own, lifted: liftedPipeline }
    this.plain = { program: new Program(device, plan, surroundings), stepsSinceCheck: Infinity }
    this.measured = new MeasuredReplays(device, this.members, plan, surroundings)
  }

  /** Members that have asked for a step which has not been made, and how it is measured. */
  get unfinished(): ReadonlyMap<Member, Measure | undefined> {
    return new Map(this.waiting)
  }

  isWaiting(member: Member): boolean {
    return this.waiting.has(member)
  }

  /** The step is made when all members have asked for it. */
  step(member: Member, measure: Measure | undefined): void {
    const { members, waiting } = this
    if (members.some(({ isChecking }) => isChecking)) return member.runEagerly(measure)
    waiting.set(member, measure)
    if (waiting.size < members.length) return
    const measures = members.map((one) => waiting.get(one))
    waiting.clear()
    const isMeasured = measures.some((one) => one !== undefined)
    const replay = isMeasured ? this.measured.of(measures) : this.plain
    if (!replay) return members.forEach((one, i) => one.runEagerly(measures[i]))
    const { program, stepsSinceCheck } = replay
    if (members.some(({ checkEvery }) => stepsSinceCheck >= checkEvery)) {
      replay.stepsSinceCheck = 0
      const isFirst = stepsSinceCheck === Infinity
      return stepBothWays(this.backend, members, measures, program, isFirst)
    }
    replay.stepsSinceCheck++
    flush(this.backend)
    const { device } = this.backend
    const encoder = device.createCommandEncoder()
    program.encode(encoder)
    members.forEach(({ ring }, place) => ring.push(encoder, program.metrics[place]!))
    device.queue.submit([encoder.finish()])
  }

  /** Steps are not measured any more as they were. */
  forgetMeasures(): void {
    flush(this.backend)
    this.measured.forget()
  }

  /** Every member has its tensors for itself again, as they are. */
  dissolve(): void {
    flush(this.backend)
    this.waiting.clear()
    for (const { tensors } of this.members) tensors.moveTo(null)
    this.plain.program.dispose()
    this.measured.forget()
    for (const buffer of this.slabs.values()) buffer.destroy()
  }
}
