import { beforeEach, describe, expect, it, vi } from 'vitest'
import { viewValue } from '../../../experiment/viewKeys'
import { useResults } from './useResults'

vi.stubGlobal('location', { hash: '' })
const { usePlayground } = await import('../../store/store')
const { resultFiles, takeResults } = await import('./openResults')

const HEADER =
  'trial,optimizer,hyperparameter,rate,seed,steps,train_loss,test_loss,test_accuracy,diverged_at'
const file = (path: string, text = '') => ({ path, blob: new Blob([text]) })
const row = (trial: number) => `${trial},alig,maxLr,${trial + 1},1,9,0.5,0.5,0.5,`
const notices = () => usePlayground.getState().notices.map(({ text }) => text)

beforeEach(() => {
  useResults.setState({ shown: null })
  usePlayground.setState({ notices: [] })
})

describe('dropped results', () => {
  it('are those of the folder, or its rows, or a single table', () => {
    const names = (...paths: string[]) =>
      resultFiles(paths.map((path) => file(path))).map(({ path }) => path)
    const rows = ['s/results/trial-0000.csv', 's/results/trial-0001.csv']
    expect(names(...rows, 's/trials.csv', 's/results.csv')).toEqual(['s/results.csv'])
    expect(names(...rows, 's/results/trial-0000-curve.csv', 's/trials.csv')).toEqual(rows)
    expect(names('any.csv')).toEqual(['any.csv'])
    expect(names('a.png', 'b.csv')).toEqual([])
  })

  it('are shown with the sweep in sight', async () => {
    const files = [0, 1].map((at) => file(`r/trial-000${at}.csv`, `${HEADER}\n${row(at)}\n`))
    expect(await takeResults(files)).toBe(true)
    const { shown } = useResults.getState()
    expect(shown!.name).toBe('2 rows of trials')
    expect(shown!.results.map(({ values }) => values.rate)).toEqual([1, 2])
    const { view } = usePlayground.getState().experiment
    expect([viewValue(view, 'tab'), viewValue(view, 'strip')?.includes('alig')]).toEqual([
      'tuning',
      true,
    ])
  })

  it('with a fault say so, and what is shown stays', async () => {
    await takeResults([file('results.csv', `${HEADER}\n${row(0)}`)])
    const before = useResults.getState().shown
    expect(await takeResults([file('bad.csv', `${HEADER}\n${row(0)}9,9`)])).toBe(true)
    expect(notices()).toEqual([expect.stringMatching(/^The results in "bad.csv" cannot be shown/)])
    expect(useResults.getState().shown).toBe(before)
  })

  it('are not what other files are', async () => {
    expect(await takeResults([file('metrics.csv', 'run,step\n0,0\n')])).toBe(false)
    expect(await takeResults([file('a.png'), file('b.png')])).toBe(false)
    expect(notices()).toEqual([])
  })
})
