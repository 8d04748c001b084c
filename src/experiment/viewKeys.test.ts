import { expect, it } from 'vitest'
import { decodeLink, encodeLink } from './link'
import { type ViewKey, viewKeys, viewValue } from './viewKeys'

const KEYS = Object.keys(viewKeys) as ViewKey[]

/** Something that each key understands, and what it makes of it. */
const SENSE: Readonly<Record<ViewKey, readonly [string, unknown]>> = {
  x: ['seconds', 'seconds'],
  zoom: ['10:20', [10, 20]],
  charts: ['weights,nonsense,step', ['step', 'weights']],
  step: ['effective', 'effective'],
  stepRange: ['all', 'all'],
  stepScale: ['linear', 'linear'],
  lossScale: ['linear', 'linear'],
  accuracyScale: ['log', 'log'],
  gradientScale: ['linear', 'linear'],
  weightsScale: ['log', 'log'],
  smooth: ['off', 'off'],
  accuracy: ['whole', 'whole'],
  plots: ['paused', 'paused'],
  anatomy: ['2', 2],
  regions: ['off', 'off'],
  tabs: ['beside', 'beside'],
  instruments: ['layers,nonsense,decrease', ['decrease', 'layers']],
  layers: ['move', 'move'],
  plane: ['1', 1],
  probe: ['live', 'live'],
  examples: ['open', 'open'],
  target: ['97.5', 97.5],
  pace: ['5', 5],
  strip: ['sgd,nonsense,alig', ['alig', 'sgd']],
  stripRange: ['0.01:10', [0.01, 10]],
  stripValues: ['7', 7],
  stripEpochs: ['2', 2],
  stripX: ['noise:0:0.5:6', { ...{ key: 'noise', low: 0, high: 0.5, values: 6 }, scale: null }],
  stripY: [
    'width:8:1e3:4:log',
    { ...{ key: 'width', low: 8, high: 1000, values: 4 }, scale: 'log' },
  ],
  stripSteps: ['200', 200],
  stripSeeds: ['20', 20],
  stripTarget: ['90', 90],
  stripShow: ['loss', 'loss'],
  stripGood: ['all', 'all'],
  slider: ['on', 'on'],
  lecture: ['on', 'on'],
  tab: ['learned', 'learned'],
  tour: ['3', 3],
  explain: ['on', 'on'],
}

it.each(KEYS)('understands view.%s, and ignores nonsense without losing it', (key) => {
  const [text, meaning] = SENSE[key]
  expect(viewValue({ [key]: text }, key)).toEqual(meaning)
  expect(viewValue({}, key)).toBeUndefined()
  for (const nonsense of ['', 'no', 'toString', '-1', '1e9', 'Infinity', 'NaN', '9:3', '<b>']) {
    const link = `view.${key}=${encodeURIComponent(nonsense)}`
    const { view } = decodeLink(link).experiment
    expect(view[key], link).toBe(nonsense)
    if (key !== 'charts' && key !== 'instruments')
      expect(viewValue(view, key), link).toBeUndefined()
    expect(decodeLink(encodeLink(decodeLink(link).experiment)).experiment.view[key]).toBe(nonsense)
  }
})

it('reads "none" and other strangers as no charts at all', () => {
  expect(viewValue({ charts: 'none' }, 'charts')).toEqual([])
})

it('does not look at what every object has', () => {
  const inherited = Object.create({ x: 'seconds' }) as Record<string, string>
  expect(viewValue(inherited, 'x')).toBeUndefined()
})
