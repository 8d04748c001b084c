/**
 * A rule as PyTorch: the text of a class that others can use as it is, with a closure, parameter
 * groups, and a state that `state_dict()` saves. Scalars are Python's numbers; sums are taken over
 * all parameters of all groups together.
 */
import type { OptionSpec } from '../spec/hyperparameter'
import { docstring, pythonDefault, type RuleWords } from './pytorch/docstring'
import { pythonNumber } from './pytorch/written'
import { PythonNames } from './pytorch/names'
import { optionsRead, planOf, type Plan } from './pytorch/plan'
import { StepWriter } from './pytorch/step'
import { scheduleOptions } from './schedule'
import { radiusOption } from '../spec/optimizer'
import type { Rule } from './types'

/**
 * Names of a rule's options as arguments in Python, by key. What every run has, and those of a
 * schedule, have theirs whatever the others are called.
 */
export function pythonOptionNames({
  options,
  scheduled,
}: Pick<Rule, 'options' | 'scheduled'>): ReadonlyMap<string, string> {
  const names = new PythonNames()
  const first = [radiusOption, ...(scheduled === undefined ? [] : scheduleOptions)]
  const rest = options.filter((option) => !first.includes(option))
  const given = new Map([...first, ...rest].map(({ key }) => [key, names.take(key)]))
  return new Map([...options, radiusOption].map(({ key }) => [key, given.get(key)!]))
}

/** Options of the class: a schedule stands outside, unless a line of the rule asks for it. */
function ownOptions({ options, scheduled, lines }: Rule): readonly OptionSpec[] {
  if (scheduled === undefined) return options
  const read = optionsRead(lines.map(({ value }) => value))
  return options.filter((option) => !scheduleOptions.includes(option) || read.has(option.key))
}

function allNames(rule: Rule, plan: Plan) {
  const options = pythonOptionNames(rule)
  const [locals, keys] = [new PythonNames(), new PythonNames()]
  for (const name of options.values()) [locals, keys].forEach((names) => names.reserve(name))
  const states = new Map(plan.states.map(({ name }) => [name, keys.take(name)]))
  const lines = new Map<number, string>()
  const last = new Map(rule.lines.map(({ name }, i) => [name, i]))
  const finals = new Map([...last].map(([name, i]) => [i, locals.take(name)]))
  const versions = new Map<string, number>()
  rule.lines.forEach(({ name }, i) => {
    const version = (versions.get(name) ?? 0) + 1
    versions.set(name, version)
    lines.set(i, finals.get(i) ?? locals.take(`${name}_${version}`))
  })
  return { options, states, lines, more: locals }
}

const indent = (lines: readonly string[], depth: number) =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(depth) + line))

/** @param className a name in Python */
export function pytorchClass(rule: Rule, words: RuleWords, className: string): string {
  const plan = planOf(rule)
  const names = allNames(rule, plan)
  const writer = new StepWriter(rule, plan, names)
  const options = new Map(
    ownOptions(rule).map((one) => [one, names.options.get(one.key)!] as const),
  )
  const inPython = new Map([
    ...['gradNormSq', 'stepSize'].map((name) => [name, snake[name]!] as const),
    ...names.options,
    ...rule.lines.map(({ name }, i) => [name, names.lines.get(i)!] as const),
  ])
  const [first = '', ...rest] = docstring({ rule, words, options, names: inPython })
  const evaluation =
    rule.evaluateAt === undefined ? [] : ['', ...swap(names.states.get(rule.evaluateAt)!)]
  return [
    `class ${className}(torch.optim.Optimizer):`,
    ...indent([`"""${first}`, ...rest, '"""', ''], 4),
    ...indent(constructor(options, plan, names.states), 4),
    '',
    ...indent(step(writer, rule.evaluateAt !== undefined), 4),
    ...indent(evaluation, 4),
    '',
  ].join('\n')
}

const snake: Readonly<Record<string, string>> = {
  gradNormSq: 'grad_norm_sq',
  stepSize: 'step_size',
}

function constructor(
  options: ReadonlyMap<OptionSpec, string>,
  { states }: Plan,
  stateNames: ReadonlyMap<string, string>,
): string[] {
  const all = [...options]
  const scalars = states.filter(({ shape }) => shape === 'scalar')
  const numbers = all.flatMap(([option, name]) =>
    option.kind === 'number' ? [[option, name] as const] : [],
  )
  const nullable = numbers.filter(([option]) => option.nullable)
  const choices = all.flatMap(([option, name]) =>
    option.kind === 'enum' ? [[option.values, name] as const] : [],
  )
  const defaults = [
    ...all.map(([, name]) => `"${name}": ${name},`),
    ...scalars.map(({ name }) => `"${stateNames.get(name)!}": 0,`),
  ]
  const checks = [
    ...nullable.flatMap(([, name]) => [
      `if group["${name}"] is None:`,
      `    group["${name}"] = math.inf`,
    ]),
    ...(numbers.length === 0
      ? []
      : [
          'for name, (low, high) in ranges.items():',
          '    if not low <= group[name] <= high:',
          '        raise ValueError(f"{name} has to be from {low} to {high}: {group[name]}")',
        ]),
    ...choices.flatMap(([values, name]) => [
      `if group["${name}"] not in (${values.map((value) => JSON.stringify(value)).join(', ')}):`,
      `    raise ValueError(f"unknown ${name}: {group['${name}']}")`,
    ]),
  ]
  const ranges = numbers.map(
    ([{ min, max, nullable }, name]) =>
      `"${name}": (${pythonNumber(min)}, ${nullable ? 'math.inf' : pythonNumber(max)}),`,
  )
  return [
    'def __init__(',
    ...indent(
      ['self,', 'params,', ...all.map(([option, name]) => `${name}=${pythonDefault(option)},`)],
      4,
    ),
    '):',
    ...indent(
      [
        ...block('defaults', defaults),
        'super().__init__(params, defaults)',
        'self.loss = self.grad_norm_sq = math.nan',
        'self.skipped = False',
        ...(checks.length === 0
          ? []
          : [...block('ranges', ranges), 'for group in self.param_groups:']),
        ...indent(checks, 4),
      ],
      4,
    ),
  ]
}

const block = (name: string, members: readonly string[]) =>
  members.length === 0 ? [`${name} = {}`] : [`${name} = {`, ...indent(members, 4), '}']

function step(writer: StepWriter, hasEvaluation: boolean): string[] {
  const { penalty, counts } = writer
  const sums =
    penalty === undefined
      ? ['grad_norm_sq += torch.sum(torch.square(p.grad))']
      : [
          `g = p.grad + ${penalty} * p`,
          `loss += ${penalty} / 2 * torch.sum(torch.square(p))`,
          'grad_norm_sq += torch.sum(torch.square(g))',
        ]
  return [
    '@torch.no_grad()',
    'def step(self, closure):',
    ...indent(
      [
        ...(hasEvaluation
          ? [
              'if any("trained" in state for state in self.state.values()):',
              '    raise RuntimeError("Call train() before the next step.")',
            ]
          : []),
        'with torch.enable_grad():',
        '    result = closure()',
        'loss = float(result.detach() if torch.is_tensor(result) else result)',
        `grad_norm_sq = 0.0`,
        ...(counts ? ['count = 0'] : []),
        'for group in self.param_groups:',
        ...(penalty === undefined ? [] : [`    ${penalty} = group["${penalty}"]`]),
        '    for p in group["params"]:',
        '        if p.grad is not None:',
        ...indent([...sums, ...(counts ? ['count += p.numel()'] : [])], 12),
        ...(penalty === undefined ? [] : ['loss = float(loss)']),
        'grad_norm_sq = float(grad_norm_sq)',
        'self.loss, self.grad_norm_sq = loss, grad_norm_sq',
        'self.skipped = not (math.isfinite(loss) and math.isfinite(grad_norm_sq))',
        'if self.skipped:',
        '    return result',
        '',
        ...writer.statements(),
        'return result',
      ],
      4,
    ),
  ]
}

/** The weights of `evaluateAt` in place of those trained, and back. */
const swap = (key: string): string[] => [
  '@torch.no_grad()',
  'def eval(self):',
  '    """Puts the weights that count into the parameters, for tests and checkpoints."""',
  '    for p, state in self.state.items():',
  `        if "${key}" in state and "trained" not in state:`,
  '            state["trained"] = p.clone()',
  `            p.copy_(state["${key}"])`,
  '',
  '@torch.no_grad()',
  'def train(self):',
  '    """Puts the weights back that are trained."""',
  '    for p, state in self.state.items():',
  '        if "trained" in state:',
  '            p.copy_(state.pop("trained"))',
]
