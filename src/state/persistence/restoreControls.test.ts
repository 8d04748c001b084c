import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { shownExperiment, trainedExperiment } from '../experiment/runList'
import { newSession } from '../session/session'
import { RunSeries } from '../series/series'
import { controlsOf } from './restoreControls'

const TRAINED = 'v=1&model=softmax&run=alig&run=sgd,lr:0.5&edit=2,1,lr:0.25'

function saved(link = TRAINED, places: readonly number[] = [0, 1]) {
  const { experiment } = decodeLink(link)
  const edits = experiment.edits.map((edit) => ({ ...edit, previous: 0.5, scheduled: false }))
  return { experiment, places, edits, diverged: experiment.runs.map(() => null) }
}

const restored = {
  ...{ series: [new RunSeries(), new RunSeries()], snapshot: null, step: 5 },
  ...{ firstStep: 0, isCut: false },
}
/** The page's state with the controls as they were; which of its runs the session has, in order. */
function controls(wanted: string, of = saved()) {
  const { controls: shown, session } = controlsOf(of, restored, decodeLink(wanted).experiment)
  const state = { ...shown, session: newSession({ ...session, experiment: of.experiment }) }
  const { runs, needsReset } = state
  const trainedPlaces = session.runIds.map((id) => runs.findIndex((run) => run.id === id))
  return { state, trainedPlaces, runs, needsReset, experiment: shownExperiment(state) }
}

describe('controlsOf', () => {
  it('brings back the values in force, and no wait where nothing waits', () => {
    const { runs, trainedPlaces, needsReset, experiment } = controls(TRAINED)
    expect(needsReset).toBe(false)
    expect(runs).toHaveLength(2)
    expect(trainedPlaces).toEqual([0, 1])
    expect(runs.map(({ current }) => current['lr'])).toEqual([undefined, 0.25])
    expect(experiment).toEqual(saved().experiment)
  })

  it('brings back changes that wait for a reset, and the view', () => {
    const { experiment, needsReset } = controls(`${TRAINED}&batch=50&seed=9&view.x=seconds`)
    expect(needsReset).toBe(true)
    expect(experiment).toMatchObject({ batch: 50, seed: 9, view: { x: 'seconds' } })
    expect(controls(`${TRAINED}&view.x=seconds`).needsReset).toBe(false)
  })

  it('brings back runs that wait, in their places, with the edits of the others', () => {
    const link = 'v=1&model=softmax&run=adam&run=alig&run=sgd,lr:0.5&edit=2,2,lr:0.25'
    const of = saved(TRAINED, [1, 2])
    const { state, runs, trainedPlaces, needsReset } = controls(link, of)
    expect(runs).toHaveLength(3)
    expect(trainedPlaces).toEqual([1, 2])
    expect(state.session.appliedEdits).toMatchObject([{ step: 2, run: runs[2]!.id, key: 'lr' }])
    expect(needsReset).toBe(true)
    // What the numbers belong to is still found.
    expect(trainedExperiment(state)).toEqual(of.experiment)
  })

  it('shows a start value that was changed later', () => {
    const { runs, needsReset } = controls(TRAINED.replace('run=alig', 'run=alig,maxLr:0.7'))
    expect(runs[0]!.current['maxLr']).toBe(0.7)
    expect(needsReset).toBe(true)
  })

  it.each([
    ['other runs', 'v=1&model=softmax&run=adam&run=sgd,lr:0.5&edit=2,1,lr:0.25', [0, 1]],
    ['other edits', 'v=1&model=softmax&run=alig&run=sgd,lr:0.5&edit=3,1,lr:0.25', [0, 1]],
    ['places that are not there', TRAINED, [1, 2]],
    ['one place for both', TRAINED, [1, 1]],
    ['a older record', TRAINED, []],
  ])('goes by the numbers where the link has %s', (_, wanted, places) => {
    const { experiment, runs, trainedPlaces, needsReset } = controls(wanted, saved(TRAINED, places))
    expect(experiment).toEqual(saved().experiment)
    expect(runs).toHaveLength(2)
    expect(trainedPlaces).toEqual([0, 1])
    expect(needsReset).toBe(false)
  })
})
