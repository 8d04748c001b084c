import type { Tensor1D } from '@tensorflow/tfjs-core'
import type { RunId } from '../../spec/runId'
import type { FitReport } from '../../worker/protocol'
import type { EvaluationQueue, InspectChunk } from '../evaluation/evaluationQueue'
import { EXAMPLE_DETAILS } from '../losses/lossFunction'
import { countLosses, type TrainingSample } from './fit'

interface Look {
  readonly run: RunId
  readonly step: number
  /** The queue disposes them. */
  readonly parameters: Tensor1D
  /** Asked for beside the evaluations of the experiment. */
  readonly isExtra: boolean
}

/** Looks at single training examples, chunk by chunk between steps, as evaluations do. */
export class FitMeter {
  private readonly promised: Pick<Look, 'run' | 'step'>[] = []

  /** @param queue over the examples of the sample */
  constructor(
    private readonly queue: EvaluationQueue,
    private readonly sample: Pick<TrainingSample, 'isWrong' | 'of'>,
    private readonly inspect: InspectChunk,
  ) {}

  get isEmpty(): boolean {
    return this.queue.isEmpty
  }

  /** Whether a look at these weights is to come that belongs to the evaluation of this step. */
  hasPromised(run: RunId, step: number): boolean {
    return this.promised.some((look) => look.run === run && look.step === step)
  }

  add({ run, step, parameters, isExtra }: Look): void {
    const { inspect } = this
    if (!isExtra) this.promised.push({ run, step })
    const evaluate = (at: Tensor1D, chunk: Parameters<InspectChunk>[1]) => {
      const { sums, details } = inspect(at, chunk)
      details.dispose()
      return sums
    }
    this.queue.add({ run, step, parameters, evaluate, inspect, isExtra })
  }

  /** Does one chunk. Returns the look that it completed, if it completed one. */
  async advance(): Promise<{ readonly report: FitReport; readonly isExtra: boolean } | null> {
    const finished = await this.queue.advance()
    if (!finished?.details) return null
    const { evaluation, isExtra, details } = finished
    const { isWrong, of } = this.sample
    const counts = countLosses((example) => details[example * EXAMPLE_DETAILS]!, isWrong)
    const { run, step } = evaluation
    if (!isExtra) this.forget((look) => look.run === run && look.step === step)
    return { report: { run, step, ...counts, examples: isWrong.length, of }, isExtra }
  }

  /** Forgets the looks at one run, or all. */
  drop(run?: RunId): void {
    this.queue.drop(run)
    this.forget((look) => run === undefined || look.run === run)
  }

  private forget(isDone: (look: Pick<Look, 'run' | 'step'>) => boolean): void {
    const left = this.promised.filter((look) => !isDone(look))
    this.promised.splice(0, this.promised.length, ...left)
  }
}
