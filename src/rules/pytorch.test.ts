import { describe, expect, it } from 'vitest'
import { parseRule } from './parseRule'
import { pytorchClass, pythonOptionNames } from './pytorch'
import { className } from './pytorch/names'

function ruleOf(text: string) {
  const parsed = parseRule(text)
  if ('errors' in parsed) throw new Error(parsed.errors[0]!.message)
  return parsed.rule
}

/** The lines of the step, without indentation. */
function stepOf(text: string): string[] {
  const written = pytorchClass(ruleOf(text), { summary: 'A rule.' }, 'Rule')
  return written
    .slice(written.indexOf('return result\n'))
    .split('\n')
    .map((line) => line.trim())
}

describe('a class for PyTorch', () => {
  it('does plain arithmetic where nothing can go wrong', () => {
    const lines = stepOf(`
hyper beta = 0.9 linear 0..0.99
hyper eps = 1e-8 log 1e-10..1
state scalar c = 0
c = beta * c + (1 - beta)
a = loss / (gradNormSq + eps)
b = if(gradNormSq > 0, loss / gradNormSq, 0) + sqrt(gradNormSq) / c + (1 - pow(beta, t))
stepSize = max(min(a, b), 0)
w = w - stepSize * g`)
    expect(lines).toContain('a = loss / (grad_norm_sq + eps)')
    expect(lines.join('\n')).toContain('= loss / grad_norm_sq if grad_norm_sq > 0 else 0')
    expect(lines.join('\n')).toContain('math.sqrt(grad_norm_sq) / c')
    expect(lines.join('\n')).toContain('(1 - beta**t)')
    expect(lines).toContain('step_size = max(min(a, b), 0)')
    expect(lines.join('\n')).not.toContain('ieee')
  })

  it('asks torch where Python would raise an error', () => {
    const lines = stepOf(`
hyper k = 0.5 linear -1..1
a = loss / gradNormSq
b = sqrt(loss) + log(k)
stepSize = min(a, 1) + b
w = w - stepSize * g`)
    expect(lines).toContain('a = ieee(torch.div, loss, grad_norm_sq)')
    expect(lines).toContain('b = ieee(torch.sqrt, loss) + ieee(torch.log, k)')
    expect(lines).toContain('step_size = ieee(torch.minimum, a, 1) + b')
  })

  it('keeps what was read before a name is assigned again', () => {
    const lines = stepOf(`
x = loss * 2
y = g * x
x = x * 3
stepSize = x
w = w - y`)
    expect(lines).toContain('x_1 = loss * 2')
    expect(lines).toContain('x = x_1 * 3')
    expect(lines).toContain('y = g * x_1')
  })

  it('copies the parameter where a state is the parameter itself', () => {
    const lines = stepOf(`
state start = w
state last = 0
stepSize = 1
w = w - g + 0 * (start + last)
last = g`)
    expect(lines).toContain('state["start"] = p.clone()')
    expect(lines).toContain('state["last"] = g.clone()')
  })

  it('adds up over all parameters before it needs the sum', () => {
    const lines = stepOf(
      'stepSize = dot(g, w) / (1 + norm(w / (1 + maxAbs(g))))\nw = w - stepSize * g',
    )
    const at = (line: string) => lines.findIndex((one) => one.startsWith(line))
    expect(at('dot_g_w = float(dot_g_w)')).toBeGreaterThan(at('dot_g_w += torch.sum(g * p)'))
    expect(at('norm = 0.0')).toBeGreaterThan(at('max_abs_g = float('))
    expect(lines.filter((line) => line === 'for group in self.param_groups:')).toHaveLength(3)
  })

  it('keeps no count of steps where nothing asks for it', () => {
    expect(stepOf('state x = w\nstepSize = 1\nw = x - g').join('\n')).not.toContain('"t"')
    expect(stepOf('stepSize = 1 / t\nw = w - stepSize * g')).toContain('t = group["t"] + 1')
  })
})

describe('names in Python', () => {
  it('are of its style, and none is taken', () => {
    const rule = ruleOf(`
hyper lambda = 1 log 0.1..10
hyper maxLr = 1 log 0.1..10
hyper maxLR = 1 log 0.1..10
hyper Horizon = 1 log 0.1..10
schedule maxLr
stepSize = 1
w = w - g`)
    expect(Object.fromEntries(pythonOptionNames(rule))).toMatchObject({
      lambda: 'lambda_',
      maxLr: 'max_lr',
      maxLR: 'max_lr_2',
      Horizon: 'horizon_2',
      horizon: 'horizon',
      decayEvery: 'decay_every',
      radius: 'radius',
    })
  })

  it.each([
    ['ALI-G', 'AliG'],
    ['SGD', 'SGD'],
    ['AdamW', 'AdamW'],
    ['SPS_max', 'SpsMax'],
    ['D-Adaptation SGD', 'DAdaptationSgd'],
    ['sign SGD', 'SignSgd'],
    ['none', 'RuleNone'],
    ['KeyError', 'RuleKeyError'],
    ['3 + 4', 'Rule34'],
    ['规则', 'Rule'],
  ])('of %s: %s', (label, name) => {
    expect(className(label)).toBe(name)
    expect(className(label, new Set([name]))).toBe(`${name}2`)
  })
})
