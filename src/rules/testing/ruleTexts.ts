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
  /** A scalar or a vector. */
  readonly mixed: string
}

type Text = fc.Arbitrary<string>

/** A form with expressions in the place of X, Y and Z. */
const filled = (form: string, x: Text, y: Text = x, z: Text = x): Text =>
  fc.tuple(x, y, z).map((parts) => form.replaceAll(/[XYZ]/g, (at) => parts['XYZ'.indexOf(at)]!))

const SHARED = [
  ...['(X + Y)', '(X - Y)', '(X * Y)', '-(X)', '(X)', 'square(X)', 'abs(X)', 'sign(X)'],
  ...['min(X, Y)', 'max(X, Y, Z)', 'clamp(X, Y, Z)', 'if(loss > 1, X, Y)'],
  ...['if(mode == p, X, Y)', 'if(not nesterov, X, Y)', 'if(mode != q and nesterov, X, Y)'],
  'if(a < b or not (a == 2), X, Y)',
]
const WILD = [...['(X / Y)', 'sqrt(X)', 'exp(X)', 'log(X)', 'log1p(X)', 'expm1(X)', 'pow(X, Y)']]
/** Finite for all finite numbers. */
const TAME = [
  ...['(X / (1 + abs(Y)))', 'sqrt(abs(X))', 'exp(-abs(X))', 'log(1 + abs(X))', 'log1p(abs(X))'],
  ...['expm1(-abs(X))', 'pow(1 + abs(X), 0.5)'],
]

/** Expressions whose types are right. */
const treesOf = (more: readonly string[]) =>
  fc.letrec<Trees>((tie: fc.LetrecLooselyTypedTie) => {
    const [scalar, vector] = [tie('scalar'), tie('vector')] as Text[] as [Text, Text]
    const [test, mixed] = [tie('test'), tie('mixed')] as Text[] as [Text, Text]
    const ways = (type: Text) => [...SHARED, ...more].map((form) => filled(form, type))
    const options = { maxDepth: 5, depthSize: 'small' } as const
    return {
      scalar: fc.oneof(
        options,
        fc.constantFrom('loss', 'gradNormSq', 't', 'lr', 'm', 's', 'a', 'b', '1', '0.5', '1e-8'),
        ...['sum', 'mean', 'norm', 'norm2', 'maxAbs'].map((name) => filled(`${name}(X)`, vector)),
        filled('dot(X, Y)', vector),
        ...ways(scalar),
      ),
      vector: fc.oneof(
        options,
        fc.constantFrom('w', 'g', 'v', 'u', 'x', 'y'),
        filled('if(mode == p, X, Y)', vector, mixed),
        filled('if(Y, X, Z)', vector, test, mixed),
        ...ways(vector),
      ),
      test: fc.oneof(
        options,
        ...['<', '<=', '>', '>=', '==', '!='].map((sign) => filled(`(X ${sign} Y)`, mixed)),
        ...['(X and Y)', '(X or Y)', 'not(X)'].map((form) => filled(form, test)),
      ),
      mixed: fc.oneof(options, scalar, vector),
    }
  })

/** Rules whose types are right. */
function soundOf(more: readonly string[]): Text {
  const trees = treesOf(more)
  const line = fc.oneof(
    fc.tuple(fc.constantFrom('s', 'a', 'b', 'unclipped', 'limit', 'stepSize'), trees.scalar),
    fc.tuple(fc.constantFrom('v', 'u', 'w'), trees.mixed),
    fc.tuple(fc.constantFrom('x', 'y'), trees.vector),
  )
  return fc
    .array(line, { maxLength: 12 })
    .map((lines) =>
      [
        DECLARED,
        ...lines.map(([name, value]) => `${name} = ${value}`),
        ...['stepSize = a', 'w = w - stepSize * x', 'evaluateAt = u'],
      ].join('\n'),
    )
}

const sound = soundOf(WILD)

/** Rules whose numbers stay finite as long as they are not squared too often. */
export const tameRules: Text = soundOf(TAME)

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
