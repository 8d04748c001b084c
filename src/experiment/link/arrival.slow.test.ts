import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import fixtures from '../../../fixtures/links.json'
import { defaultExperiment } from '../defaults'
import { type DecodedLink, decodeLink, encodeLink } from '../link'
import { presets } from '../presets'
import { ACCIDENTS, fromBrowser, wrapped } from '../testing/accidents'
import { experiments } from '../testing/arbitraries'
import { asSent, tidied } from './arrival'

const LINKS = [
  'v=1&examples=1000&model=cnn&batch=20&noise=0.15&run=alig,maxLr:1,name:My%20run' +
    '&run=sgd,lr:0.1,momentum:0.9,nesterov:1&edit=60,1,lr:0.01&view.charts=step,loss',
  'v=1&model=softmax&shuffle=0&steps=60&run=adam',
  'v=1&data=spirals&run=sgd,lr:1e-5',
  'v=1&name=A%20%22talk%22&seed=7',
  'v=1&seeds=3&view.zoom=10:2000',
  ...[...fixtures, ...presets].map(({ link }) => link),
]
  .filter((link) => link.startsWith('v='))
  .map((link) => link.replace('&later=kept', ''))

/** Free text at the very end may keep a mark that could be its own: such as a quote in a name. */
const unmarked = (text: string) => text.replace(/[^\p{L}\p{N}]+$/u, '')
const factsOf = ({ experiment, notices }: DecodedLink) => ({
  ...experiment,
  name: unmarked(experiment.name),
  runs: experiment.runs.map(({ name = '', ...run }) => ({ ...run, name: unmarked(name) })),
  notices,
})

const SOUND = LINKS.map((link) => ({ link, sound: factsOf(decodeLink(link)) }))

it.each(Object.entries(ACCIDENTS))('reads a link with %s', (_, happen) => {
  for (const { link, sound } of SOUND) {
    for (const arrived of [happen(link), fromBrowser(happen(link))])
      expect(factsOf(decodeLink(arrived)), arrived).toEqual(sound)
  }
})

it('reads a link in lines that a mail quotes', () => {
  for (const link of LINKS) expect(decodeLink(wrapped(link, 37, '\n> '))).toEqual(decodeLink(link))
})

it.each([')', '.', ').', '",', '>', '!'])('leaves %j out of a name that comes last', (marks) => {
  expect(decodeLink(`v=1&name=A%20name${marks}`).experiment.name).toBe('A name')
  expect(decodeLink(`v=1&run=sgd,name:A%20name${marks}`).experiment.runs[0]!.name).toBe('A name')
})

it.each(['Hello.', 'And so on...', 'f(x)', 'a,', 'why?', '"quoted"'])(
  'keeps the name %j',
  (name) => {
    const experiment = { ...defaultExperiment(), name }
    expect(decodeLink(encodeLink(experiment)).experiment).toEqual(experiment)
  },
)

it('does not change a link that arrived whole, whatever it says', () => {
  fc.assert(
    fc.property(experiments, (experiment) => {
      const link = encodeLink(experiment)
      expect(asSent(link)).toBe(link)
      expect(asSent(`#${link}`)).toBe(link)
    }),
    { numRuns: 2000 },
  )
}, 60_000)

it('reads any link after any accident, or says that it was not read whole', () => {
  const outcome = { same: 0, told: 0 }
  fc.assert(
    fc.property(
      experiments.map((experiment) => encodeLink({ ...experiment, name: '', unknown: [] })),
      fc.constantFrom(...Object.values(ACCIDENTS)),
      fc.boolean(),
      (link, happen, isInBrowser) => {
        const arrived = isInBrowser ? fromBrowser(happen(link)) : happen(link)
        const sound = decodeLink(link)
        const { experiment, notices } = decodeLink(arrived)
        // Names of runs and settings of a later version are free text.
        const facts = ({ runs, view: _, ...others }: typeof experiment) =>
          JSON.stringify([others, runs.map(({ name: __, ...run }) => run)])
        if (facts(experiment) === facts(sound.experiment)) outcome.same++
        else {
          outcome.told++
          expect(notices.length, arrived).toBeGreaterThan(0)
        }
      },
    ),
    { numRuns: 4000 },
  )
  expect(outcome.same).toBeGreaterThan(3900)
}, 60_000)

describe('tidied', () => {
  it.each([
    ['0.1.', '0.1'],
    ['0.1)”.', '0.1'],
    [' adam\u200b', 'adam'],
    ['<mlp', 'mlp'],
    ['-1e-3', '-1e-3'],
    ['.5', '.5'],
    ['10%253A20', '10:20'],
    ['', ''],
  ])('makes %j %j', (text, tidy) => {
    expect(tidied(text)).toBe(tidy)
  })

  it.each(['100…', '100...', '100..', '100...)'])('leaves %j, which was cut short', (text) => {
    expect(tidied(text)).toBe(text)
    expect(decodeLink(`v=1&steps=${text}`).notices.join()).toContain('"steps" cannot be')
  })
})

describe('a text that is no link', () => {
  it.each([
    'about',
    '#about',
    '#section-2',
    '#/some/page',
    '#colour=blue',
    '#%F0%9F%99%82',
    '#<b>',
  ])('is told of: %s', (text) => {
    const { isLink, notices } = decodeLink(text)
    expect(isLink).toBe(false)
    expect(notices).toEqual([expect.stringMatching(/^The address ends in "#.*not a link/)])
  })

  it.each(['#utm_source=x&utm_medium=y', '#fbclid=1', '#&', '#'])('is nothing: %s', (text) => {
    expect(decodeLink(text)).toMatchObject({ isLink: false, notices: [] })
  })
})

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype', 'valueOf'])(
  'finds nothing under %s, which objects inherit',
  (key) => {
    const link = [
      `data=${key}`,
      `model=${key}`,
      `loss=${key}`,
      `backend=${key}`,
      `run=${key}`,
      `run=sgd,${key}:1`,
      `edit=1,1,${key}:1`,
      `view.${key}=1`,
      `view.charts=${key}`,
      `${key}=1`,
    ].join('&')
    const { experiment, notices } = decodeLink(link)
    expect(experiment).toMatchObject({
      data: { id: 'mnist' },
      model: { id: 'mlp' },
      loss: 'crossEntropy',
      backend: 'auto',
      runs: [{ optimizer: 'sgd' }],
      edits: [],
      view: { charts: key },
    })
    expect(Object.keys(experiment.runs[0]!.hyper)).not.toContain(key)
    expect(experiment.unknown.map(([name]) => name)).toEqual([`view.${key}`, key])
    expect(notices.filter((notice) => notice.includes(`"${key}"`)).length).toBeGreaterThan(5)
  },
)
