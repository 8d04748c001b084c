import type { RunId } from '../../spec/runId'
import type { SessionEvent, StudyId, StudyRequest } from '../../worker/protocol'
import type { TrainingRun } from '../run/trainingRun'
import type { WeightPaths } from './weightPaths'

/** A look at a run that takes many pieces of work; it has copies of all that it needs. */
export interface Study {
  /** Does one piece. Returns whether it was the last one. */
  readonly advance: () => Promise<boolean>
  readonly dispose: () => void
}

/** Begins a study with what the runs have now. Throws where that cannot be. */
export type BeginStudy = (
  request: StudyRequest,
  step: number,
  trainingRuns: readonly TrainingRun[],
  paths: WeightPaths,
) => Study

const FAILED: Readonly<Record<StudyId, string>> = {
  rateTest: 'The rates could not be tested; training goes on.',
  landscape: 'The landscape could not be measured; training goes on.',
}

/**
 * Long looks that people ask for, done piece by piece between steps or while paused. Of each kind
 * the last one asked for counts.
 */
export class Studies {
  private readonly asked = new Map<StudyId, StudyRequest>()
  private readonly underWay = new Map<StudyId, Study>()
  /** To be given up before the next piece: one may be under way. */
  private readonly stopped = new Set<StudyId>()

  constructor(
    private readonly load: (() => Promise<BeginStudy>) | undefined,
    private readonly paths: WeightPaths,
    private readonly emit: (event: SessionEvent) => void,
    private readonly ended: AbortSignal,
  ) {}

  ask(request: StudyRequest): void {
    const { study } = request
    if (this.underWay.has(study)) this.stopped.add(study)
    this.asked.set(study, request)
  }

  stop(study: StudyId): void {
    const wasWaiting = this.asked.delete(study)
    if (this.underWay.has(study)) this.stopped.add(study)
    else if (wasWaiting) this.tell({ type: 'studyEnded', study })
  }

  get isAsked(): boolean {
    return this.asked.size > 0
  }

  /** Nothing is under way. */
  get isEmpty(): boolean {
    return this.underWay.size === 0
  }

  /** Begins what was asked for, with the runs as they are. */
  async begin(step: number, trainingRuns: readonly TrainingRun[]): Promise<void> {
    this.giveUpStopped()
    if (!this.isAsked) return
    // Where it does not arrive, who asked is told below.
    const loading = this.load?.()
    await loading?.catch(() => undefined)
    for (const [id, request] of this.asked) {
      this.asked.delete(id)
      const isThere = trainingRuns.some((one) => one.id === request.run)
      if (!isThere || !loading) {
        this.tell({ type: 'studyEnded', study: id })
        continue
      }
      try {
        this.underWay.set(id, (await loading)(request, step, trainingRuns, this.paths))
      } catch (error) {
        this.tell({ type: 'studyEnded', study: id })
        this.warn(id, error)
      }
    }
  }

  /** One piece of the study that was asked for first. */
  async advance(): Promise<void> {
    this.giveUpStopped()
    const [first] = this.underWay
    if (!first) return
    const [id, study] = first
    try {
      if (!(await study.advance()) || this.stopped.has(id)) return
      this.end(id, study)
    } catch (error) {
      this.end(id, study)
      this.warn(id, error)
    }
  }

  /** Gives everything up, and its memory back. */
  drop(): void {
    for (const study of this.underWay.values()) study.dispose()
    this.underWay.clear()
    this.asked.clear()
    this.stopped.clear()
  }

  private giveUpStopped(): void {
    for (const id of this.stopped) {
      const study = this.underWay.get(id)
      if (study) this.end(id, study)
    }
    this.stopped.clear()
  }

  private end(id: StudyId, study: Study): void {
    study.dispose()
    this.underWay.delete(id)
    if (!this.asked.has(id)) this.tell({ type: 'studyEnded', study: id })
  }

  private warn(id: StudyId, error: unknown): void {
    console.error(error)
    this.tell({ type: 'warning', sentence: FAILED[id] })
  }

  private tell(event: SessionEvent): void {
    if (!this.ended.aborted) this.emit(event)
  }
}

/** The run that a study is of. */
export function runOf(trainingRuns: readonly TrainingRun[], id: RunId): TrainingRun {
  const found = trainingRuns.find((one) => one.id === id)
  if (!found) throw new Error('The run has left the training.')
  return found
}
