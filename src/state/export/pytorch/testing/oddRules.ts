/** Rules that are hard to write in Python: names, shapes and numbers that nobody chooses well. */
import { defineOptimizer } from '../../../../optimizers/defineOptimizer'

const odd = (id: string, label: string, text: string) =>
  defineOptimizer({
    ...{ id, label, text },
    group: 'yours',
    summary: 'A rule of a test.',
    premise: 'None.',
    reference: { text: 'Nobody', url: 'https://example.org' },
  })

export const ODD_RULES = [
  odd(
    'odd "names"\\',
    '3 "Names"\\',
    `
hyper lambda = 0.1 log 1e-4..10 "Says \\ and '''."
hyper total = 0.5 linear 0..1
hyper self = 0.9 linear 0..1
hyper torch = 1 linear 0.1..2
hyper Radius = 2 linear 1..3
hyper maxLr = none log 1e-3..10 or none
hyper maxLR = 1 log 1e-3..10
choice class = import | def
switch None = on
state g_ = 0
state scalar group = 0
state p = 0
math = norm(g) + maxAbs(p) + mean(abs(w))
group = self * group + math
state_ = total * g
p = if(class == import, p + state_, g)
l = if(None, lambda, torch) / (1 + group * Radius)
stepSize = min(l, min(maxLr, maxLR))
g_ = g_ + g
w = w - stepSize * p - 1e-3 * g_`,
  ),
  odd(
    'shadows',
    'Run',
    `
hyper lr = 0.1 log 1e-4..10
state a = 0
state b = 0
state scalar s = 1
state start = w * 0.5
state scalar c = 0
stepSize = lr
old = a
a = b
b = old + g
x = g * 2
r = norm2(x)
x = x * 3 + r
r = dot(x, start) + norm2(g / (1 + norm(x)))
c = s
s = r / 100
w = w - lr * (g + 1e-3 * a) - 1e-6 * r * x - 1e-3 * c * start`,
  ),
  odd(
    'numbers',
    'ValueError',
    `
hyper k = 0 linear -1..1
hyper half = 0.5 linear -2..2
state scalar n = 0
state m = 0
n = n + k
a = if(n == 0, 1, 1 / n)
b = 1 / (n - n)
c = sqrt(half) + log(abs(half) + 1) + exp(half) + log1p(abs(k)) + expm1(half) + sign(half)
d = pow(half, 3) + pow(2, t) + square(half - 1e10) * 1e-20 + square(t) + abs(half)
e = if(b > 0 and not (c < 0 or d >= 1e30), clamp(half, -1, 1), -(half + 1))
big = 100000000000000000000 * 1e-20 + max(a, min(b, 2))
m = if(g > 0 and w < 1 or not (g != 0), max(min(g, half), -2), clamp(g * half, -1, w))
v = min(m, half) + max(w, k) * sign(g) + pow(abs(g), half) + exp(-abs(w)) + sqrt(abs(m)) + min(b, g)
stepSize = 1e-2 * e + 1e-3 * (a + c / (1 + d)) * 0.1
w = w - stepSize * if(g == 0, 1, m) - 1e-4 * if(big > 2, v, 0) - clamp(stepSize, w * 1e-9, 1)`,
  ),
  odd(
    'long',
    'Long — ‖lines‖',
    `
hyper firstOfLongNames = 0.5 linear 0..1 within 0..2 "${'Long words of help that go on. '.repeat(9)}"
hyper secondOfLongNames = 0.25 linear 0..1 within 0..2
schedule firstOfLongNames
penalty secondOfLongNames
state thirdOfLongNames = 0
unclipped = if(gradNormSq > 0, (firstOfLongNames * loss + secondOfLongNames * loss) / gradNormSq, if(loss > 1, firstOfLongNames, secondOfLongNames) * firstOfLongNames)
stepSize = min(unclipped, firstOfLongNames)
thirdOfLongNames = if(gradNormSq > 1e-30, firstOfLongNames * thirdOfLongNames + (1 - firstOfLongNames) * g * secondOfLongNames + square(g) / (1 + gradNormSq), g)
evaluateAt = thirdOfLongNames
w = w - stepSize * g - firstOfLongNames * 1e-3 * thirdOfLongNames + secondOfLongNames * 1e-3 * sqrt(abs(thirdOfLongNames))`,
  ),
]
