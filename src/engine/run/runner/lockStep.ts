/**
 * Finds the runs that are given the same batches and lets their steps be one replay. Nobody tells
 * it who they are: those that have stepped on one batch will do so on the next, and a run that does
 * not come any more is left out.
 */
import type { DataId } from '@tensorflow/tfjs-core'
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu'
import { MEMORY_LIMIT } from '../../../experiment/memory'
import type { BatchInputs } from '../../capture/batchInputs'
import { areLifted, compileLifted } from '../../capture/lift/liftedPipelines'
import { planOf, slabBytes, type Plan } from '../../capture/plan'
import type { Recording } from '../../capture/record'
import type { Batch } from '../trainStep'
import type { Member } from './member'
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
  private group: RunGroup | null = null
  private preparation: Preparation | null = null
  private isRefused = false

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
    this.gather()
    this.batch = dataId
    this.round = [member]
  }

  /** @returns whether the step will come, or has come, with those of others */
  step(member: Member): boolean {
    if (!this.group?.members.includes(member)) return false
    this.group.step(member)
    return true
  }

  /** Makes a step that the run waits for. To be called before anything looks at the run. */
  settle(member: Member): void {
    if (this.group?.isWaiting(member)) this.finish()
  }

  /** The run is no longer to be counted on. */
  leave(member: Member): void {
    this.finish()
    if (this.group?.members.includes(member)) this.dissolve()
    this.round = this.round.filter((other) => other !== member)
    if (this.preparation?.members.includes(member)) this.preparation = null
  }

  /** What they did together was wrong: from now on every run steps by itself. */
  refuse(): void {
    this.finish()
    this.dissolve()
    this.isRefused = true
  }

  /** Where some members have not come, the others go on without them. */
  private finish(): void {
    const present = this.group?.unfinished ?? []
    if (present.length === 0) return
    this.dissolve()
    this.round = [...present]
    this.gather()
    for (const member of present) if (!this.step(member)) member.stepAlone()
  }

  private dissolve(): void {
    this.group?.dissolve()
    this.group = null
  }

  /** Makes a group of those that stepped on the last batch, when their shaders are there. */
  private gather(): void {
    const members = this.round
    if (this.isRefused || members.length < 2) return
    if (this.group && isSame(this.group.members, members)) return
    if (!members.every(({ isReady }) => isReady)) return
    const preparation = this.prepare(members)
    if (!preparation.isReady) return
    this.dissolve()
    this.group = new RunGroup(this.backend, preparation.members, preparation.plan)
  }

  private prepare(round: readonly Member[]): Preparation {
    const known = this.preparation
    const isKnown =
      known &&
      isSame(known.members, round) &&
      known.members.every(({ recording }, i) => recording === known.recordings[i])
    if (isKnown) return known
    const { device } = this.backend
    const recordings = round.map(({ recording }) => recording!)
    const plan = planOf(recordings, device.limits.minStorageBufferOffsetAlignment)
    const fits = isSmallEnough(plan, device.limits)
    const isReady = fits && areLifted(plan.launches)
    const preparation = { members: [...round], recordings, plan, isReady }
    if (fits && !isReady) {
      void compileLifted(device, plan.launches).then(() => {
        preparation.isReady = true
      })
    }
    return (this.preparation = preparation)
  }
}

/** Known before anything is allocated. */
function isSmallEnough({ slots, own }: Plan, limits: GPUSupportedLimits): boolean {
  const sizes = [...slots, ...[...own.values()].map(slabBytes)]
  const total = sizes.reduce((sum, size) => sum + size, 0)
  return total <= MEMORY_LIMIT && sizes.every((size) => size <= limits.maxBufferSize)
}
