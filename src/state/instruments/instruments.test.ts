import { beforeEach, expect, it, vi } from 'vitest'
import { METRIC_COLUMNS } from '../../spec/metrics'
import { tableOf } from '../../spec/metricTable'
import { metricsCsv } from '../export/csv'
import { openPage, type TestPage } from '../testing/page'
import { instrumentsOf, instrumentsText } from './instruments'

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/' })
  return () => vi.unstubAllGlobals()
})

const sentOf = ({ sent }: TestPage) =>
  sent.flatMap((command) => (command.type === 'instruments' ? [command.on] : []))

it('a session is told which are on before it trains, and when that changes', () => {
  const page = openPage('view.instruments=layers')
  page.actions.train()
  expect(sentOf(page)).toEqual([['layers']])
  const order = page.sent.map(({ type }) => type)
  expect(order.indexOf('instruments')).toBeLessThan(order.indexOf('train'))
  page.actions.setView('instruments', 'decrease,layers')
  page.actions.setView('instruments', null)
  expect(sentOf(page).slice(1)).toEqual([['decrease', 'layers'], []])
  page.ready()
  expect(sentOf(page)).toHaveLength(3)
})

it('a session is told nothing while all are off', () => {
  const page = openPage('')
  page.actions.train()
  expect(sentOf(page)).toEqual([])
})

it('are written in their order, and not at all where none is on', () => {
  expect(instrumentsText(['layers'], 'decrease', true)).toBe('decrease,layers')
  expect(instrumentsText(['layers'], 'layers', false)).toBeNull()
  expect(instrumentsOf({ view: { instruments: 'curvature,new,decrease' } })).toEqual([
    'decrease',
    'curvature',
  ])
})

it('their columns stand behind those of the page, and layers are kept by the run', () => {
  const page = openPage('data=spirals&run=alig&run=sgd')
  const [first] = page.ids()
  page.tell({
    type: 'metrics',
    step: 2,
    stepsPerSecond: 1,
    otherWork: 0,
    blocks: [
      {
        run: first!,
        firstStep: 0,
        ...tableOf([
          ...METRIC_COLUMNS.map((name) => [name, [1, 1]] as const),
          ['alpha', [0.5, NaN]],
        ]),
        seconds: Float64Array.of(0, 1),
        layers: { steps: Int32Array.of(0), norms: Float32Array.of(1, 2, 3, 4, 5, 6) },
      },
    ],
  })
  const { experiment } = page.state()
  const csv = metricsCsv({ ...experiment, edits: [] }, [{ id: first! }], page.series, 10)
  const cells = csv.trimEnd().split('\n')
  expect(cells.map((line) => line.split(',').at(-1))).toEqual(['alpha', '0.5', ''])
  const strip = page.session().layers.get(first!)!
  expect([strip.tensors, strip.largest('move', 1, 0)]).toEqual([2, 4])
})
