import { areLifted, compileLifted } from '../../capture/lift/liftedPipelines'
import { planOf, type Plan } from '../../capture/plan'
import { Program, type Surroundings } from '../../capture/program'
import type { Measure } from '../trainStep'
import type { Member } from './member'
import { areSmallEnough } from './planSize'

/** One step of all members of a group as it is replayed. */
export interface GroupReplay {
  readonly program: Program
  /** Infinity before the first one. */
  stepsSinceCheck: number
}

type Measures = readonly (Measure | undefined)[]

interface Entry {
  readonly measures: Measures
  /** Null where such steps cannot be replayed together. */
  readonly plan: Plan | null
  isCompiled: boolean
  replay: GroupReplay | null
}

/** Instruments want two kinds of measured steps at most; an L2 term that comes or goes makes others. */
const MOST_KEPT = 4

/** The replays of steps that are measured, of the members of one group. */
export class MeasuredReplays {
  /** The latest one first. */
  private entries: readonly Entry[] = []

  /** @param plain the plan of steps that nobody measures */
  constructor(
    private readonly device: GPUDevice,
    private readonly members: readonly Member[],
    private readonly plain: Plan,
    private readonly surroundings: Surroundings,
  ) {}

  /** @returns null where there is none, or none yet: such a step runs eagerly */
  of(measures: Measures): GroupReplay | null {
    const known = this.entries.find((entry) =>
      entry.measures.every((one, i) => one === measures[i]),
    )
    const entry = known ?? this.prepare(measures)
    this.entries = [entry, ...this.entries.filter((other) => other !== entry)]
    this.drop(MOST_KEPT)
    if (!entry.plan || !entry.isCompiled) return null
    return (entry.replay ??= {
      program: new Program(this.device, entry.plan, this.surroundings),
      stepsSinceCheck: Infinity,
    })
  }

  /** Gives the memory back. */
  forget(): void {
    this.drop(0)
  }

  private drop(from: number): void {
    for (const { replay } of this.entries.slice(from)) replay?.program.dispose()
    this.entries = this.entries.slice(0, from)
  }

  private prepare(measures: Measures): Entry {
    const plan = this.planFor(measures)
    const isCompiled = plan !== null && areLifted(plan.launches)
    const entry: Entry = { measures, plan, isCompiled, replay: null }
    if (plan && !isCompiled) {
      void compileLifted(this.device, plan.launches).then(() => {
        entry.isCompiled = true
      })
    }
    return entry
  }

  private planFor(measures: Measures): Plan | null {
    const { limits } = this.device
    const recordings = this.members.flatMap((member, i) => member.recordingFor(measures[i]) ?? [])
    if (recordings.length < this.members.length) return null
    const plan = planOf(recordings, limits.minStorageBufferOffsetAlignment)
    // The runs' own tensors lie in the order of the plain plan.
    if (plan.order.some((run, place) => run !== place)) return null
    return areSmallEnough([this.plain, plan], limits) ? plan : null
  }
}
