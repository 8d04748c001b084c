/**
 * Finds the runs that are given the same batches and lets their steps be one replay. Nobody tells
 * it who they are: those that have stepped on one batch will do so on the next, and a run that does
 * not come any more is left out.
 */
import type { DataId } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import type { BatchInputs } from '../../capture/batchInputs'
import { areLifted, compileLifted } from '../../capture/lift/liftedPipelines'
import { planOf, type Plan } from '../../capture/plan'
import type { Recording } from '../../capture/record'
import type { Batch, Measure } from '../trainStep'
import type { Member } from './member'
import { areSmallEnough } from './planSize'
import { RunGroup } from './runGroup'

interface Preparation {
  readonly members: readonly Member[]
  readonly recordings: readonly (Recording | null)[]
  readonly plan: Plan
  isReady: boolean
}

const ofInputs = new WeakMap<BatchInputs, LockStep>()

/** In any order. */
const isSame = <T>(a: readonly T[], b: readonly T[]) =>
  a.length === b.length && a.every((one, i) => one === b[i] || b.includes(one))

export class LockStep {
  private batch: DataId | null = null
  /** Runs that have asked for a step on this batch. */
  private round: Member[] = []
  private readonly groupOf = new Map<Member, RunGroup>()
  private readonly preparationOf = new Map<Member, Preparation>()
  private readonly refused = new WeakSet<Member>()

  private constructor(private readonly backend: WebGPUBackend) {}

  /** The same for all runs that read their batches from there. */
  static of(backend: WebGPUBackend, inputs: BatchInputs): LockStep {
    let lockStep = ofInputs.get(inputs)
    if (!lockStep) ofInputs.set(inputs, (lockStep = new LockStep(backend)))
    return lockStep
  }

  /** To be called before the batch is loaded: steps on the one before are made first. */
  arrive(member: Member, { images: { dataId } }: Batch): void {
    if (dataId === this.batch && !this.round.includes(member)) {
      this.round.push(member)
      return
    }
    this.finish()
    this.gather(this.round)
    this.batch = dataId
    this.round = [member]
  }

  /** @returns whether the step will come, or has come, with those of others */
  step(member: Member, measure: Measure | undefined): boolean {
    const group = this.groupOf.get(member)
    group?.step(member, measure)
    return group !== undefined
  }

  /** Makes a step that the run waits for. To be called before anything looks at the run. */
  settle(member: Member): void {
    if (this.groupOf.get(member)?.isWaiting(member)) this.finish()
  }

  /** Steps are not measured any more as they were. */
  forgetMeasures(member: Member): void {
    this.settle(member)
    this.groupOf.get(member)?.forgetMeasures()
  }

  /** The run is no longer to be counted on. */
  leave(member: Member): void {
    this.finish()
    this.dissolve(this.groupOf.get(member))
    this.round = this.round.filter((other) => other !== member)
    for (const other of this.preparationOf.get(member)?.members ?? [])
      this.preparationOf.delete(other)
    this.refused.delete(member)
  }

  /** What the run did with others was wrong: from now on it steps by itself, and they do. */
  refuse(member: Member): void {
    this.finish()
    const group = this.groupOf.get(member)
    for (const other of group?.members ?? [member]) this.refused.add(other)
    this.dissolve(group)
  }

  /** Where some members of a group have not come, the others go on without them. */
  private finish(): void {
    for (const member of this.round) {
      const group = this.groupOf.get(member)
      if (!group?.isWaiting(member)) continue
      const present = group.unfinished
      this.dissolve(group)
      this.gather([...present.keys()])
      for (const [one, measure] of present) if (!this.step(one, measure)) one.stepAlone(measure)
    }
  }

  private dissolve(group: RunGroup | undefined): void {
    if (!group) return
    for (const member of group.members) this.groupOf.delete(member)
    group.dissolve()
  }

  /** Makes a group of runs that step on the same batches, when their shaders are there. */
  private gather(round: readonly Member[]): void {
    // Nobody waits for one that will never be ready.
    const members = round.filter((member) => member.mayCapture && !this.refused.has(member))
    if (members.length < 2) return
    const group = this.groupOf.get(members[0]!)
    if (group && isSame(group.members, members)) return
    if (!members.every(({ isReady }) => isReady)) return
    const { members: prepared, plan, isReady } = this.prepare(members)
    if (!isReady) return
    for (const member of prepared) this.dissolve(this.groupOf.get(member))
    const made = new RunGroup(this.backend, prepared, plan)
    for (const member of prepared) this.groupOf.set(member, made)
  }

  private prepare(round: readonly Member[]): Preparation {
    const known = this.preparationOf.get(round[0]!)
    const isKnown =
      known &&
      isSame(known.members, round) &&
      known.members.every(({ recording }, i) => recording === known.recordings[i])
    if (isKnown) return known
    const { device } = this.backend
    const recordings = round.map(({ recording }) => recording!)
    const plan = planOf(recordings, device.limits.minStorageBufferOffsetAlignment)
    const fits = areSmallEnough([plan], device.limits)
    const isReady = fits && areLifted(plan.launches)
    const preparation = { members: [...round], recordings, plan, isReady }
    if (fits && !isReady) {
      void compileLifted(device, plan.launches).then(() => {
        preparation.isReady = true
      })
    }
    for (const member of round) this.preparationOf.set(member, preparation)
    return preparation
  }
}
