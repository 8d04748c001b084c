import { describe, expect, it } from 'vitest'
import { parseRule } from './parseRule'
import { specialise } from './specialise'
import type { Rule } from './types'

/** A rule that is right, for a line to stand in front of. */
const REST = '\nstepSize = 1\nw = w - g'

/** `line:column message` of each mistake. */
function mistakes(text: string): string[] {
  const parsed = parseRule(text)
  if (!('errors' in parsed)) return []
  return parsed.errors.map(({ message, place }) => `${place.line}:${place.column} ${message}`)
}

function ruleOf(text: string): Rule {
  const parsed = parseRule(text)
  if ('errors' in parsed) throw new Error(mistakes(text).join('\n'))
  return parsed.rule
}

describe('a mistake has a sentence and a place', () => {
  it.each([
    // Syntax.
    ['x = (1 + 2', '1:11 A ")" is missing.'],
    ['x = 1 +', '1:8 Something has to follow this operator.'],
    ['x = 1 + * 2', '1:9 "*" is not expected here.'],
    ['x = ', '1:4 An expression is missing here.'],
    ['x = 2 3', '1:7 An operator is missing before this, or a line is to begin here.'],
    ['x = 1 ? 2 : 3', '1:5 The language of rules has numbers, names, + - * /, comparisons and its'],
    ['x = "text"', '1:5 The language of rules has numbers, names, + - * /, comparisons and its'],
    ['x = [1, 2]', '1:5 The language of rules has numbers, names, + - * /, comparisons and its'],
    ['x = g.length', '1:5 The language of rules has numbers, names, + - * /, comparisons and its'],
    ['x = g[0]', '1:5 The language of rules has numbers, names, + - * /, comparisons and its'],
    ['x = this', '1:5 The language of rules has numbers, names, + - * /, comparisons and its'],
    ['x = sqrt(1, )', '1:14 An argument is missing here.'],
    ['x = 3 % 2', '1:7 "%" is not expected here.'],
    ['x = 2 ^ 3', '1:7 "^" is not expected here.'],
    ['x = 2 ** 3', '1:8 "*" is not expected here.'],
    ['x = 1abc', '1:6 "a" is not expected here.'],
    ['x = 1.2.3', '1:8 "." is not expected here.'],
    ['x = 1e', '1:7 The line ends too early.'],
    ['x = 1e999', '1:5 This number is too large; 3.4e38 is the largest.'],
    ['x = 1 + 4e38', '1:9 This number is too large; 3.4e38 is the largest.'],
    ['x = y = 3', '1:7 "=" is not expected here.'],
    [`x = ${'('.repeat(50)}1${')'.repeat(50)}`, '1:45 There are more than 40 brackets'],
    ['just words', '1:1 A line has to be "name = expression".'],
    ['x == 3', '1:1 A line has to be "name = expression".'],
    ['  état = 3', '1:3 A name begins with a letter from a to z or A to Z; letters, digits and _'],
    ['x = α', '1:5 "α" is not known here.'],
    // Names.
    ['x = 3 * lr', '1:9 "lr" is not known here.'],
    ['x = x + 1', '1:5 "x" has no value yet; declare "state x = 0" to keep it from step to step.'],
    ['limit = limit', '1:9 "limit" has no value yet; it is worked out at each step, and not kept.'],
    ['x = sqrt', '1:5 sqrt needs its brackets: sqrt(...).'],
    ['x = root(2)', '1:5 There is no function "root".'],
    ['x = constructor', '1:5 "constructor" is not known here.'],
    ['x = __proto__', '1:5 "__proto__" is not known here.'],
    ['x = toString(1)', '1:5 There is no function "toString".'],
    ['x = window', '1:5 "window" is not known here.'],
    ['__proto__ = 1', '1:1 A name begins with a letter from a to z or A to Z; letters, digits and'],
    ['constructor = 1', '1:1 "constructor" is a word of the language; choose another name.'],
    ['hyper valueOf = 1 log 1..2', '1:7 "valueOf" is a word of the language; choose another'],
    ['loss = 1', '1:1 "loss" is given and cannot be assigned.'],
    ['t = 1', '1:1 "t" is given and cannot be assigned.'],
    ['sqrt = 1', '1:1 "sqrt" is a word of the language; choose another name.'],
    ['scalar = 1', '1:1 "scalar" is a word of the language; choose another name.'],
    [`${'a'.repeat(41)} = 1`, '1:1 A name has at most 40 characters.'],
    // Types.
    ['x = sqrt(1, 2)', '1:5 sqrt takes one argument; here it has 2.'],
    ['x = pow(1)', '1:5 pow takes 2 arguments; here it has 1.'],
    ['x = norm(loss)', '1:10 This has to be a vector; it is a scalar.'],
    ['x = dot(g, 2)', '1:12 This has to be a vector; it is a scalar.'],
    ['x = 1 + (loss > 2)', '1:9 This has to be a number; it is a comparison.'],
    ['x = not loss', '1:9 This has to be a comparison; it is a scalar.'],
    ['x = loss and g > 1', '1:5 This has to be a comparison; it is a scalar.'],
    ['x = if(loss, 1, 2)', '1:8 This has to be a comparison; it is a scalar.'],
    ['unclipped = g', '1:13 unclipped has to be a scalar; this is a vector.'],
    ['limit = loss > 1', '1:9 limit has to be a number; this is a comparison.'],
    ['state scalar s = 0\ns = g', '2:5 s is a scalar; this is a vector.'],
    ['state scalar s = w', '1:18 This is a vector; leave out "scalar".'],
    ['state s = loss > 1', '1:11 A state is a number.'],
    // Declarations.
    ['state v', '1:1 This has to look like "state v = 0" or "state scalar s = 0".'],
    ['state v = 0\nstate v = 0', '2:7 "v" is declared twice.'],
    ['state w = 0', '1:7 "w" is given and cannot be assigned.'],
    ['state stepSize = 0', '1:7 "stepSize" is a word of the language; choose another name.'],
    ['hyper a = 1 log 1..2\na = 3', '2:1 "a" is the name of an option already.'],
    ['hyper a = 1 log 1..2\nhyper a = 1 log 1..2', '2:7 "a" is the name of an option already.'],
    ['state a = 0\nhyper a = 1 log 1..2', '1:7 "a" is the name of an option already.'],
    ['hyper a', '1:1 This has to look like "hyper lr = 0.1 log 1e-4..10".'],
    ['hyper a = 1 log 2..1', '1:1 The range has to go from a smaller to a larger number.'],
    ['hyper a = 1 log 0..1', '1:1 A log scale needs a range above 0.'],
    ['hyper a = 5 log 1..2', '1:1 5 is outside of 1 to 2.'],
    ['hyper a = none log 1..2', '1:1 "none" is allowed only with "or none".'],
    ['hyper a = 1 log 1..2 within 1.5..3', '1:1 The range of the slider is outside of "within".'],
    ['hyper a = 1.5 log 1..2 integer', '1:1 1.5 is no whole number.'],
    ['hyper a = 1e31 log 1..2', '1:1 Numbers of an option go up to 1e30.'],
    ['hyper a = 1 log 1..2 when b > 0', '1:27 There is no option "b".'],
    [
      'choice m = x | y\nhyper a = 1 log 1..2 when m > 0 "When b > 0."',
      '2:27 "m" is no number that can be above 0.',
    ],
    ['choice m = x | y\nswitch s = on when m == z', '2:20 m is one of x, y.'],
    ['switch s = on\nhyper a = 1 log 1..2 when s == on', '2:27 "s" is no choice.'],
    ['choice m = x | x', '1:1 Two of these choices are the same.'],
    ['choice m = x', '1:1 This has to look like "choice mode = standard | adjusted".'],
    ['switch s = yes', '1:1 This has to look like "switch nesterov = off".'],
    ['choice m = x | y\nv = m', '2:5 "m" is no number; it can stand in the first place of if().'],
    ['choice m = x | y\nv = if(m, 1, 2)', '2:8 Compare m with one of its choices.'],
    ['choice m = x | y\nv = if(m == z, 1, 2)', '2:13 m is one of x, y.'],
    [
      'choice m = x | y\nv = if(m == x and loss > 1, 1, 2)',
      '2:8 Options and numbers of a step cannot be asked for together; use one if inside the',
    ],
    [
      'choice m = x | y\nv = if(m == x, g > 1, loss > 1)',
      '2:16 Compare vectors in both values of this if, or in none.',
    ],
    ['choice m = x | y\nv = if(m == x, g > 1, 1)', '2:16 Both values of an if have to be numbers.'],
    ['schedule lr', '1:10 "lr" has to be declared with "hyper", and not be "none".'],
    ['schedule', '1:1 This has to look like "schedule lr".'],
    ['hyper a = 1 log 1..2\npenalty a\npenalty a', '3:9 Only one option can be a penalty.'],
    [
      'hyper a = 1 log 1..2\nhyper b = 1 log 1..2\nschedule a\nschedule b',
      '4:10 Only one option can have a schedule.',
    ],
    [
      'hyper horizon = 1 log 1..2\nhyper a = 1 log 1..2\nschedule a',
      '3:10 A schedule brings an option "horizon" of its own.',
    ],
    ['evaluateAt = g', '1:14 evaluateAt has to be one of the states that are vectors.'],
    ['state x = w\nevaluateAt = w == x', '2:14 evaluateAt has to be one of the states'],
    ['state scalar x = 0\nevaluateAt = x', '2:14 evaluateAt has to be one of the states'],
  ])('%j', (line, expected) => {
    const found = mistakes(line + REST)
    expect(found).toHaveLength(1)
    expect(found[0]!.startsWith(expected), found[0]).toBe(true)
  })

  it('for what a rule lacks, at its end', () => {
    const [none] = mistakes('')
    expect(none).toBe('1:1 The rule has to say what its step size is: "stepSize = ...".')
    expect(mistakes('stepSize = 1')).toEqual([
      '1:1 The rule has to say what the new weights are: "w = ...".',
    ])
  })

  it('once, and not for what follows from it', () => {
    expect(mistakes('x = lr\ny = x\nstepSize = y\nw = w - y * g')).toEqual([
      '1:5 "lr" is not known here.',
    ])
  })

  it('at most ten times, in the order of the lines', () => {
    const found = mistakes(Array.from({ length: 30 }, (_, i) => `x${i} = lr`).join('\n') + REST)
    expect(found).toHaveLength(10)
    expect(found[9]).toMatch(/^10:/)
  })

  it('where a rule is too long, in lines, characters or states', () => {
    expect(mistakes(`${'\n'.repeat(100)}stepSize = 1`)).toEqual([
      '101:1 The rule has more than 100 lines.',
    ])
    expect(mistakes(`x = ${'1 + '.repeat(2000)}1`)).toEqual([
      '1:1 The rule is longer than 4,000 characters.',
    ])
    const states = (count: number) =>
      Array.from({ length: count }, (_, i) => `state v${i} = 0`).join('\n')
    expect(mistakes(states(16) + REST)).toEqual([])
    expect(mistakes(states(17) + REST)).toEqual(['17:7 A rule has at most 16 states.'])
  })
})

describe('a rule', () => {
  it('may name its options before it declares them', () => {
    const { options, states } = ruleOf(
      'state scalar d = start\nstepSize = d * lr\nw = w - stepSize * g\n' +
        'hyper lr = 1 log 0.1..10 when mode == on1\nhyper start = 2 log 1..10\nchoice mode = on1 | off1',
    )
    expect(options.map(({ key }) => key)).toEqual(['lr', 'start', 'mode'])
    expect(states).toEqual([
      { name: 'd', shape: 'scalar' },
      { name: 't', shape: 'scalar' },
    ])
  })

  it('keeps what a name was where it was read, and has comments and blank lines', () => {
    const { lines, results } = ruleOf(
      '# a rule\n\na = 2   # two\nb = a\na = 3\nstepSize = b\nw = w - a * g',
    )
    const numbers = lines.map(({ name, value }) =>
      value.kind === 'number' ? [name, value.value] : name,
    )
    expect(numbers).toEqual(['t', ['a', 2], 'b', ['a', 3], 'stepSize', 'w'])
    expect(results.stepSize).toMatchObject({ kind: 'line', index: 4 })
    expect(lines.map(({ source }) => source)).toEqual([0, 3, 4, 5, 6, 7])
  })

  it('counts its steps where it asks for them, or has weights to evaluate at', () => {
    const names = (text: string) => ruleOf(text + REST).states.map(({ name }) => name)
    expect(names('state v = 0')).toEqual(['v'])
    expect(names('state v = 0\nx = t')).toEqual(['v', 't'])
    expect(names('state v = 0\nevaluateAt = v')).toEqual(['v', 't'])
  })

  it('has the limit that its step is cut to, or the one that it names', () => {
    const limitOf = (text: string) =>
      ruleOf(`hyper m = 1 log 0.1..10\n${text}\nw = w - g`).results.limit
    expect(limitOf('unclipped = loss\nstepSize = max(min(unclipped, m), 0)')).toMatchObject({
      key: 'm',
    })
    expect(limitOf('unclipped = loss\nstepSize = clamp(unclipped, 0, m)')).toMatchObject({
      key: 'm',
    })
    expect(limitOf('unclipped = loss\nstepSize = unclipped')).toBeUndefined()
    expect(limitOf('stepSize = min(loss, m)')).toBeUndefined()
    expect(limitOf('unclipped = loss\nlimit = 2\nstepSize = min(unclipped, m)')).toMatchObject({
      kind: 'line',
    })
  })

  it('reads words that begin like operators as names', () => {
    const text = 'notes = 1\norder = notes\nandroid = order\nstepSize = android or1\nw = w - g'
    expect(mistakes(text)).toEqual([
      '4:20 An operator is missing before this, or a line is to begin here.',
    ])
    expect(mistakes(text.replace(' or1', ''))).toEqual([])
  })

  it('has precedence as on paper, and folds min and max', () => {
    const { lines } = ruleOf('x = 1 + 2 * 3 - -4 / 2\ny = max(1, 2, x)\nstepSize = y\nw = w - g')
    expect(lines[1]!.value).toMatchObject({
      name: 'sub',
      args: [
        { name: 'add', args: [{ value: 1 }, { name: 'mul' }] },
        { name: 'div', args: [{ name: 'neg' }, { value: 2 }] },
      ],
    })
    expect(lines[2]!.value).toMatchObject({
      name: 'max',
      args: [{ name: 'max', args: [{ value: 1 }, { value: 2 }] }, { kind: 'line' }],
    })
  })

  it('decides what its options decide, and drops what nothing reads', () => {
    const rule = ruleOf(
      'choice m = x | y\nswitch s = off\nunused = norm(g)\nlong = norm2(g)\n' +
        'stepSize = if(m == x and not s, long, 1)\nw = w - stepSize * g',
    )
    const names = (m: string, s: boolean) =>
      specialise(rule, { m, s }).lines.map(({ name }) => name)
    expect(names('x', false)).toEqual(['long', 'stepSize', 'w'])
    expect(names('x', true)).toEqual(['stepSize', 'w'])
    expect(names('y', false)).toEqual(['stepSize', 'w'])
  })
})
