/** A rule that is edited while its numbers are on the page: it waits for a reset. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { decodeLink, encodeLink } from '../../experiment/link'
import { parseExperiment } from '../../experiment/parseExperiment'
import { ownRule, SQUARED } from '../../optimizers/ownRules/testing/rules'
import { controlsOf } from '../persistence/restoreControls'
import { RunSeries } from '../series/series'
import { whyDiverged } from '../session/divergedMessage'
import { newSession } from '../session/session'
import { openPage } from '../testing/page'
import { describedExperiment, describedRuns, pendingWords } from './pending'
import { configsInForce, shownExperiment } from './runList'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  vi.useFakeTimers()
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

const OLD = ownRule('Squared', SQUARED)
const NEW = ownRule('Squared', SQUARED.replaceAll('damping', 'softness'))
const HYPER = { maxLr: 0.3, softness: 2, radius: null }
const LINK = `v=1&run=alig&run=${OLD}&edit=2,1,damping:0.5`

/** A page that has trained some steps, with one edit by hand, and was then given another rule. */
function changed(rule = NEW, hyper = HYPER) {
  const page = openPage(LINK)
  const run = page.ids()[1]!
  page.train(0, 30)
  const edited = { type: 'edited', run, scheduled: false } as const
  page.tell({ ...edited, step: 30, key: 'damping', value: 4, previous: 0.5 })
  page.tell({ ...edited, step: 30, key: 'maxLr', value: 0.1, previous: 0.2 })
  page.actions.setRule(run, rule, hyper)
  return { page, run }
}

describe('a changed rule', () => {
  it('waits, and is said', () => {
    const { page } = changed()
    expect(page.loads()).toHaveLength(1)
    expect(pendingWords(page.state())).toEqual({
      wanted: 'the new rule of Squared, Squared maxLr 0.3',
      trained: 'with the old rule of Squared, Squared maxLr 0.2',
      list: 'rule of Squared changed, Squared maxLr 0.2 → 0.3',
    })
  })

  it('is recognised under a new name', () => {
    const { page } = changed(ownRule('Softened', SQUARED.replaceAll('damping', 'softness')), {
      ...HYPER,
      maxLr: 0.2,
    })
    expect(pendingWords(page.state())?.list).toBe('rule of Softened changed')
  })

  it('leaves what is described as it was trained', () => {
    const { page, run } = changed()
    const described = describedExperiment(page.state())
    expect(described.runs[1]!.optimizer).toBe(OLD)
    expect(described.edits).toHaveLength(3)
    expect(describedRuns(page.state())[1]!.current).toEqual({
      maxLr: 0.1,
      damping: 4,
      radius: null,
    })
    expect(configsInForce(page.state())[1]!.optimizer).toBe(OLD)
    page.tell({ type: 'diverged', run, step: 30, sentence: 'It is gone.' })
    expect(whyDiverged(page.state(), run)).toContain('smaller maxLr')
  })

  it('makes a link of the controls that is valid, without edits of what it does not have', () => {
    const { page } = changed()
    const shown = shownExperiment(page.state())
    expect(parseExperiment(shown)).toMatchObject({ ok: true })
    expect(shown.edits).toEqual([{ step: 30, run: 1, key: 'maxLr', value: 0.1 }])
    expect(decodeLink(encodeLink(shown)).notices).toEqual([])
  })

  it('keeps its values to itself until the restart', () => {
    const { page, run } = changed()
    const before = page.sent.length
    page.actions.setHyper(run, 'softness', 7)
    page.actions.setHyper(run, 'maxLr', 0.6)
    vi.runAllTimers()
    expect(page.sent.slice(before)).toEqual([])
    page.actions.restart()
    const { runs, edits } = page.loads().at(-1)!.experiment
    expect(runs[1]).toEqual({ optimizer: NEW, hyper: { maxLr: 0.6, softness: 7, radius: null } })
    expect(edits).toEqual([])
    expect(page.state().needsReset).toBe(false)
  })

  it('is taken back whole, with its edits', () => {
    const { page, run } = changed()
    page.actions.takeBackChanges()
    expect(page.state().needsReset).toBe(false)
    expect(page.state().experiment.runs[1]!.optimizer).toBe(OLD)
    expect(page.state().runs[1]!.current).toEqual({ maxLr: 0.1, damping: 4, radius: null })
    expect(shownExperiment(page.state()).edits).toHaveLength(3)
    page.actions.setHyper(run, 'damping', 8)
    expect(page.sent.at(-1)).toEqual({ type: 'edit', run, key: 'damping', value: 8 })
    page.actions.undo()
    expect(page.state().experiment.runs[1]!.optimizer).toBe(NEW)
  })

  it('acts at once where nothing has been trained', () => {
    const page = openPage(LINK)
    page.actions.setRule(page.ids()[1]!, NEW, HYPER)
    vi.runAllTimers()
    expect(page.loads().at(-1)!.experiment).toMatchObject({
      runs: [{ optimizer: 'alig' }, { optimizer: NEW, hyper: HYPER }],
      edits: [],
    })
  })

  it('comes back with the page', () => {
    const { page } = changed()
    const trained = describedExperiment(page.state())
    const wanted = shownExperiment(page.state())
    const saved = { experiment: trained, places: [0, 1], edits: [], diverged: [null, null] }
    const restored = {
      series: [new RunSeries(), new RunSeries()],
      snapshot: null,
      step: 30,
      ...{ firstStep: 0, isCut: false },
    }
    const { controls, session } = controlsOf(saved, restored, wanted)
    expect(controls.needsReset).toBe(true)
    expect(controls.runs[1]!.current).toEqual(HYPER)
    const state = { ...controls, session: newSession({ ...session, experiment: trained }) }
    expect(describedExperiment(state).runs[1]!.optimizer).toBe(OLD)
    expect(controls.experiment.runs[1]!.optimizer).toBe(NEW)
  })
})
