import { expect, it } from 'vitest'
import { parseRule } from '../../rules/parseRule'
import { specialise } from '../../rules/specialise'
import { wgslRule } from './wgslRule'

function written(text: string, hasPenalty = false) {
  const parsed = parseRule(text)
  if ('errors' in parsed) throw new Error(parsed.errors[0]!.message)
  return wgslRule(specialise(parsed.rule, {}), hasPenalty)!
}

it('counts sums in the order of the launches that make them, whichever is written first', () => {
  const { levels, scalars } = written(`
a = sum(g * norm(w))
b = mean(g)
stepSize = a - b
w = w - stepSize * g`)
  expect(levels.map(({ reductions }) => reductions.map(({ share }) => share))).toEqual([
    ['sumOf(w * w)', 'sumOf(g)'],
    ['sumOf((g * sqrt(r0)))'],
  ])
  expect(scalars).toContain('let x0 = r2;')
  expect(scalars).toContain('let x1 = (r1 / weightCount);')
})

it('needs a level for the loss where the penalty is part of it', () => {
  const text = 'stepSize = norm(loss * g)\nw = w - stepSize * g'
  expect(written(text).levels).toHaveLength(1)
  expect(written(text, true).levels).toHaveLength(2)
})

it('writes an argument once, however many functions are around it', () => {
  const nested = `${'square('.repeat(30)}g${')'.repeat(30)}`
  const { elements } = written(`stepSize = 1\nw = w - ${nested}`)
  expect(elements.length).toBeLessThan(1000)
})
