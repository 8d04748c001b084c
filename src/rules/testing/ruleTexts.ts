/** Random texts for tests: nonsense of the language's own words, and rules after some accidents. */
import fc from 'fast-check'
import { optimizerSpecs } from '../../optimizers/specs'
import { CALLABLE } from '../functions'

const NAMES = [
  ...['w', 'g', 'loss', 'gradNormSq', 't', 'stepSize', 'unclipped', 'limit', 'evaluateAt'],
  ...['lr', 'mode', 'a', 'b', 'v', 's', 'momentum', 'x1', 'none', 'on', 'off', 'scalar'],
  ...['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'],
  ...['window', 'globalThis', 'self', 'this', 'null', 'undefined', 'NaN', 'Infinity', 'eval'],
  ...['Function', 'import', 'fetch', 'document', 'α', 'été', '_x', '$', '名'],
]
const WORDS = [
  ...['hyper', 'choice', 'switch', 'state', 'schedule', 'penalty', 'when', 'within', 'integer'],
  ...['or', 'and', 'not', 'or none', 'log', 'linear'],
]
const SIGNS = [
  ...['+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!=', '=', '(', ')', ',', '..', '|', '"'],
  ...['#', '?', ':', ';', '.', '[', ']', '{', '}', '`', "'", '\\', '%', '^', '&&', '=>', '!'],
]
const NUMBERS = [
  ...['0', '1', '2', '0.1', '1e-3', '1e999', '1e-999', '3.5e38', '4e38', '1e', '.5', '5.', '-1'],
  ...['0x10', '1_000', '00', '9'.repeat(400), '1'.repeat(3000)],
]
const SPACES = [
  ' ',
  ' ',
  '  ',
  '\n',
  '\r\n',
  '\t',
  '\u00a0',
  '\ufeff',
  '\u2028',
  '\0',
  ' '.repeat(2000),
]

const token = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 2, arbitrary: fc.constantFrom(...CALLABLE).map((name) => `${name}(`) },
  { weight: 2, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 6, arbitrary: fc.constantFrom(...SIGNS) },
  { weight: 2, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
)
const space = fc.oneof(
  { weight: 20, arbitrary: fc.constant(' ') },
  { weight: 1, arbitrary: fc.constantFrom(...SPACES) },
)

const nonsense = fc
  .array(fc.tuple(token, space), { maxLength: 60 })
  .map((parts) => parts.flat().join(''))

/** Many of the same inside or behind each other. */
const repeated = fc
  .tuple(
    fc.constantFrom(
      '(',
      '-',
      'not ',
      'square(',
      'if(',
      'min(',
      '1+',
      'g*',
      '[',
      'max(g,',
      'expm1(',
    ),
    fc.constantFrom('1', 'g', 'loss'),
    fc.nat(60),
    fc.constantFrom(1, 1, 70),
  )
  .map(([part, inner, count, factor]) => {
    const times = count * factor
    const closed = part.includes('(') ? ')'.repeat(times) : ''
    return `x = ${part.repeat(times)}${inner}${closed}\nstepSize = 1\nw = w - x * g`
  })

const DECLARED = `hyper lr = 0.1 log 1e-4..10
hyper m = 0 linear 0..1
hyper n = none log 1..2 or none
choice mode = p | q
switch nesterov = off when mode == q
schedule lr
penalty m
state v = 0
state u = w
state scalar s = lr
a = loss
b = 2
x = g
y = w`

interface Trees {
  readonly scalar: string
  readonly vector: string
  readonly test: string
  readonly mixed: string
}

/** Expressions whose types are right; `mixed` is a scalar or a vector. */
const trees = fc.letrec<Trees>((tie: fc.LetrecLooselyTypedTie) => {
  const [scalar, vector] = [tie('scalar'), tie('vector')] as fc.Arbitrary<string>[]
  const [test, mixed] = [tie('test'), tie('mixed')] as fc.Arbitrary<string>[]
  const call = (name: string, ...args: (fc.Arbitrary<string> | undefined)[]) =>
    fc.tuple(...args.map((arg) => arg!)).map((parts) => `${name}(${parts.join(', ')})`)
  const between = (sign: string, left = mixed, right = mixed) =>
    fc.tuple(left!, right!).map(([one, other]) => `(${one} ${sign} ${other})`)
  const choose = (one = mixed, other = mixed) =>
    call('if', fc.constantFrom('mode == p', 'not nesterov', 'mode != q and nesterov'), one, other)
  const ways = (type: fc.Arbitrary<string> | undefined) => [
    ...['+', '-', '*', '/'].map((sign) => between(sign, type)),
    ...['sqrt', 'square', 'abs', 'sign', 'exp', 'log', 'log1p', 'expm1', '-', ''].map((name) =>
      call(name, type),
    ),
    ...['pow', 'min', 'max'].map((name) => call(name, type, type)),
    call('clamp', type, type, type),
    call('max', type, type, type),
    call('if', fc.constantFrom('loss > 1', 'a < b or not a == 2'), type, type),
    choose(type, type),
  ]
  const options = { maxDepth: 5, depthSize: 'small' } as const
  return {
    scalar: fc.oneof(
      options,
      fc.constantFrom('loss', 'gradNormSq', 't', 'lr', 'm', 'n', 's', 'a', 'b', '1', '0.5', '1e-8'),
      ...['sum', 'mean', 'norm', 'norm2', 'maxAbs'].map((name) => call(name, vector)),
      call('dot', vector, vector),
      ...ways(scalar),
    ),
    vector: fc.oneof(
      options,
      fc.constantFrom('w', 'g', 'v', 'u', 'x', 'y'),
      choose(vector, mixed),
      call('if', test, vector, mixed),
      ...ways(vector),
    ),
    test: fc.oneof(
      options,
      ...['<', '<=', '>', '>=', '==', '!='].map((sign) => between(sign)),
      between('and', test, test),
      between('or', test, test),
      call('not', test),
    ),
    mixed: fc.oneof(options, scalar!, vector!),
  }
})

const line = fc.oneof(
  fc.tuple(fc.constantFrom('s', 'a', 'b', 'unclipped', 'limit', 'stepSize'), trees.scalar),
  fc.tuple(fc.constantFrom('v', 'u', 'x', 'y', 'w'), trees.mixed),
  fc.constant(['evaluateAt', 'u'] as [string, string]),
)

/** Rules whose types are right, and a few that are too long or too nested. */
export const sound = fc
  .array(line, { maxLength: 12 })
  .map((lines) =>
    [
      DECLARED,
      ...lines.map(([name, value]) =>
        ['x', 'y'].includes(name) ? `${name} = g * 0 + (${value})` : `${name} = ${value}`,
      ),
      ...['stepSize = a', 'w = w - stepSize * x'],
    ].join('\n'),
  )

const whole = fc.oneof(fc.constantFrom(...optimizerSpecs.map(({ rule }) => rule.text)), sound)

const change = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  remove: fc.nat(8),
  insert: fc.oneof(
    fc.constant(''),
    token,
    token.map((one) => one.repeat(9)),
  ),
})

const mutated = fc
  .tuple(whole, fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([text, changes]) =>
    changes.reduce((current, { at, remove, insert }) => {
      const start = Math.floor(at * current.length)
      return current.slice(0, start) + insert + current.slice(start + remove)
    }, text),
  )

export const ruleTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: nonsense },
  { weight: 1, arbitrary: repeated },
  { weight: 5, arbitrary: sound },
  { weight: 6, arbitrary: mutated },
)
