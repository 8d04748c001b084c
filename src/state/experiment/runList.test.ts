import { beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeLink, encodeLink } from '../../experiment/link'
import type { RunId } from '../../spec/runId'
import { openPage, snapshotAt, type TestPage } from '../testing/page'
import { restarted, shownExperiment } from './runList'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.useFakeTimers()
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

const LINK = 'run=alig&run=sgd&run=adam&edit=5,1,lr:0.2&edit=6,2,lr:0.01'

/** The three runs after ten steps with the edits of the link, and one of Adam's made by hand. */
function openEdited() {
  const page = openPage(LINK)
  const [alig, sgd, adam] = page.ids() as [RunId, RunId, RunId]
  page.train(0, 10)
  const edited = (step: number, run: RunId, value: number, scheduled = true) =>
    page.tell({ type: 'edited', step, run, key: 'lr', value, previous: 0.1, scheduled })
  edited(5, sgd, 0.2)
  edited(6, adam, 0.01)
  page.actions.setHyper(adam, 'lr', 0.02)
  expect(page.sent.at(-1)).toEqual({ type: 'edit', run: adam, key: 'lr', value: 0.02 })
  edited(10, adam, 0.02, false)
  return { ...page, edited, alig, sgd, adam }
}

/** Step, place of the run and value of each edit that the page shows. */
function shownEdits({ state }: Pick<TestPage, 'state'>) {
  const experiment = shownExperiment(state())
  // The link says the same, by step.
  const edits = experiment.edits.toSorted((a, b) => a.step - b.step)
  expect(decodeLink(encodeLink(experiment)).experiment).toEqual({ ...experiment, edits })
  return experiment.edits.map(({ step, run, value }) => [step, run, value])
}

const optimizers = ({ runs }: { readonly runs: readonly { readonly optimizer: string }[] }) =>
  runs.map(({ optimizer }) => optimizer)

describe('edits', () => {
  it('go with their run where it is moved, or another is removed', () => {
    const page = openEdited()
    expect(shownEdits(page)).toEqual([
      [5, 1, 0.2],
      [6, 2, 0.01],
      [10, 2, 0.02],
    ])
    page.actions.removeRun(page.alig)
    expect(shownEdits(page)).toEqual([
      [5, 0, 0.2],
      [6, 1, 0.01],
      [10, 1, 0.02],
    ])
    page.actions.moveRun(page.adam, 0)
    expect(optimizers(shownExperiment(page.state()))).toEqual(['adam', 'sgd'])
    expect(shownEdits(page)).toEqual([
      [5, 1, 0.2],
      [6, 0, 0.01],
      [10, 0, 0.02],
    ])
  })

  it('are left out with the run that is removed, and come back with it', () => {
    const page = openEdited()
    const before = shownExperiment(page.state())
    page.actions.removeRun(page.adam)
    expect(shownEdits(page)).toEqual([[5, 1, 0.2]])
    page.actions.undo()
    expect(shownExperiment(page.state())).toEqual(before)
    expect(page.loads().at(-1)!.experiment.edits).toEqual(before.edits)
  })

  it('come back with a removed run where the others have been loaded without it', () => {
    const page = openPage(LINK)
    const before = shownExperiment(page.state())
    page.actions.removeRun(page.ids()[1]!)
    vi.runOnlyPendingTimers()
    expect(page.loads().at(-1)!.experiment.edits).toMatchObject([{ step: 6, run: 1 }])
    page.actions.undo()
    vi.runOnlyPendingTimers()
    expect(shownExperiment(page.state())).toEqual(before)
    expect(page.loads().at(-1)!.experiment.edits).toEqual(before.edits)
  })

  it('are given to the worker by the places that the runs have when it goes on', () => {
    const page = openEdited()
    page.tell({ type: 'snapshot', snapshot: snapshotAt(4, [page.alig, page.sgd, page.adam]) })
    page.actions.moveRun(page.alig, 2)
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    page.tell({ type: 'failed', sentence: 'It stopped.', detail: '' })
    page.actions.train()
    const { experiment, runIds, resume } = page.loads().at(-1)!
    expect(runIds).toEqual([page.sgd, page.adam, page.alig])
    expect(optimizers(experiment)).toEqual(['sgd', 'adam', 'alig'])
    expect(experiment.edits.map(({ step, run, value }) => [step, run, value])).toEqual([
      [5, 0, 0.2],
      [6, 1, 0.01],
      [10, 1, 0.02],
    ])
    expect(resume!.step).toBe(4)
    // Those that act once more are known already.
    page.ready()
    page.edited(5, page.sgd, 0.2)
    page.edited(6, page.adam, 0.01)
    page.edited(10, page.adam, 0.02)
    expect(shownEdits(page)).toHaveLength(3)
    expect(page.session().appliedEdits.map(({ scheduled }) => scheduled)).toEqual([
      true,
      true,
      false,
    ])
  })

  it('of one value at one step count once, as it was set last', () => {
    const page = openEdited()
    page.edited(10, page.adam, 0.03, false)
    expect(shownEdits(page).at(-1)).toEqual([10, 2, 0.03])
    expect(shownEdits(page)).toHaveLength(3)
    expect(page.session().appliedEdits.at(-1)).toMatchObject({ previous: 0.1, scheduled: false })
  })

  it('leave the experiment the same object while nothing changes', () => {
    const page = openEdited()
    const before = shownExperiment(page.state())
    page.train(10, 20)
    expect(shownExperiment(page.state())).toBe(before)
    page.edited(20, page.sgd, 0.4, false)
    expect(shownExperiment(page.state())).not.toBe(before)
    expect(shownEdits(page).at(-1)).toEqual([20, 1, 0.4])
  })
})

describe('restarted', () => {
  it('turns edits that were made by hand into start values, and keeps those of the link', () => {
    const page = openEdited()
    page.actions.moveRun(page.adam, 0)
    const experiment = restarted(page.state())
    expect(optimizers(experiment)).toEqual(['adam', 'alig', 'sgd'])
    expect(experiment.runs.map(({ hyper }) => hyper['lr'])).toEqual([0.02, undefined, 0.1])
    expect(experiment.edits.map(({ step, run, value }) => [step, run, value])).toEqual([
      [5, 2, 0.2],
      [6, 0, 0.01],
    ])
    page.actions.reset()
    expect(page.loads().at(-1)!.experiment).toEqual(experiment)
    expect(shownExperiment(page.state())).toEqual(experiment)
    expect(page.state().runs[0]!.current['lr']).toBe(0.02)
  })

  it('has a change by hand in place of the edit of the link that it replaced', () => {
    const page = openPage(LINK)
    const [, sgd] = page.ids() as [RunId, RunId]
    page.train(0, 5)
    page.actions.setHyper(sgd, 'lr', 0.4)
    const made = { step: 5, run: sgd, key: 'lr', value: 0.4, previous: 0.1, scheduled: false }
    page.tell({ type: 'edited', ...made })
    expect(shownEdits(page)).toContainEqual([5, 1, 0.4])
    expect(shownEdits(page)).toHaveLength(2)
    const experiment = restarted(page.state())
    expect(experiment.runs[1]!.hyper['lr']).toBe(0.4)
    expect(experiment.edits).toEqual([{ step: 6, run: 2, key: 'lr', value: 0.01 }])
  })
})
