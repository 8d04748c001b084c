/** Links that nobody means well with. */
import fc from 'fast-check'
import fixtures from '../../../fixtures/links.json'
import { encodeOwnRule } from '../../optimizers/ownRules/codec'
import { NOT_A_NUMBER, ownRule, SQUARED } from '../../optimizers/ownRules/testing/rules'
import { encodeLink } from '../link'
import { presets } from '../presets'
import { ACCIDENTS, fromBrowser } from './accidents'
import { experiments, mutated, nonsenseLinks } from './arbitraries'

const goodLinks: fc.Arbitrary<string> = fc.oneof(
  experiments.map(encodeLink),
  fc.constantFrom(...fixtures.map(({ link }) => link), ...presets.map(({ link }) => link)),
)

/** Everything that objects, functions and lists have without being told. */
const INHERITED = [
  ...new Set(
    [Object, Function, Array, String, Map].flatMap((one) => [
      ...Object.getOwnPropertyNames(one),
      ...Object.getOwnPropertyNames(one.prototype),
    ]),
  ),
  ...['__proto__.polluted', 'constructor.prototype.polluted', '__proto__%5Bpolluted%5D'],
]

const inherited = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'),
  fc.constantFrom(...INHERITED),
)

const inheritedLinks = fc
  .array(
    fc.oneof(
      inherited.map((key) => `${key}=1`),
      inherited.map((key) => `view.${key}=a`),
      inherited.map((key) => `run=${key},lr:1`),
      fc.tuple(inherited, inherited).map(([key, value]) => `run=sgd,${key}:${value}`),
      inherited.map((key) => `edit=1,0,${key}:1`),
      inherited.map((key) => `data=own,${key}:1`),
      fc
        .tuple(
          fc.constantFrom('data', 'model', 'loss', 'backend', 'view.charts', 'name'),
          inherited,
        )
        .map(([key, value]) => `${key}=${value}`),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((pairs) => pairs.join('&'))

const number = fc.oneof(
  fc.double().map(String),
  fc.bigInt().map(String),
  fc.tuple(fc.integer(), fc.integer()).map(([digits, exponent]) => `${digits}e${exponent}`),
  fc.nat(2000).map((zeros) => `1${'0'.repeat(zeros)}`),
  fc.nat(2000).map((zeros) => `0.${'0'.repeat(zeros)}1`),
  fc.constantFrom(
    '1e309',
    '-1e309',
    '5e-324',
    '1e-400',
    '0x1p4',
    '1,000',
    '1.0.0',
    '１２',
    '١٢',
    '∞',
  ),
)

const numberLinks = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...['v', 'examples', 'batch', 'seed', 'noise', 'steps', 'eval', 'seeds', 'width', 'depth'],
        ...['view.zoom', 'view.pace', 'view.target', 'view.stripRange', 'view.stripValues'],
      ),
      number,
    ),
    { minLength: 1, maxLength: 8 },
  )
  .chain((pairs) =>
    fc
      .tuple(number, number, number)
      .map(
        ([lr, step, run]) =>
          `${pairs.map((pair) => pair.join('=')).join('&')}&run=sgd,lr:${lr}&edit=${step},${run},lr:1`,
      ),
  )

/** Rules that somebody made by hand, and pieces of real ones. */
const ownRuleLinks = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.string({ maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }))
        .map(([name, text]) => encodeOwnRule({ name, text }))
        .map((made) => ('id' in made ? made.id : 'own1.')),
      fc
        .uint8Array({ maxLength: 60 })
        .map((bytes) => `own1.${Buffer.from(bytes).toString('base64url')}`),
      fc
        .constantFrom(SQUARED, NOT_A_NUMBER, SQUARED.replaceAll('maxLr', 'constructor'))
        .map((text) => ownRule('Toy', text)),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain((ids) =>
    fc
      .tuple(fc.constantFrom(...INHERITED, 'maxLr', 'damping'), number)
      .map(([key, value]) => ids.map((id) => `run=${id},${key}:${value}`).join('&')),
  )

/** One piece over and over, and layers of encoding. */
const repeated = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(
        '&',
        '=',
        ',',
        ':',
        '%',
        '%25',
        '&amp;',
        'run=sgd&',
        'run=sgd,',
        '=3D',
        '#v=',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
    ),
    fc.nat(300),
    goodLinks,
    fc.nat(8),
  )
  .map(([piece, times, link, layers]) => {
    let text = link + piece.repeat(times)
    for (let layer = 0; layer < layers && text.length < 4000; layer++)
      text = encodeURIComponent(text.toWellFormed())
    return text
  })

const happened = fc
  .tuple(goodLinks, fc.array(fc.constantFrom(...Object.values(ACCIDENTS)), { maxLength: 4 }))
  .map(([link, accidents]) =>
    accidents.reduce((text, happen) => happen(text.toWellFormed().slice(0, 20_000)), link),
  )

export const hostileLinks: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: mutated(goodLinks) },
      { weight: 3, arbitrary: nonsenseLinks },
      { weight: 3, arbitrary: inheritedLinks },
      { weight: 2, arbitrary: mutated(inheritedLinks) },
      { weight: 2, arbitrary: numberLinks },
      { weight: 1, arbitrary: ownRuleLinks },
      { weight: 1, arbitrary: mutated(ownRuleLinks) },
      { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
      { weight: 1, arbitrary: repeated },
      { weight: 2, arbitrary: happened },
      { weight: 2, arbitrary: mutated(happened) },
    ),
    fc.boolean(),
  )
  .map(([link, isInBrowser]) => (isInBrowser ? fromBrowser(link) : link))
