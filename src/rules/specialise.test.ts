import { describe, expect, it } from 'vitest'
import { evaluate, initialStates } from './evaluate'
import { parseRule } from './parseRule'
import { specialise } from './specialise'

describe('a choice between a scalar and a vector', () => {
  const parsed = parseRule(`
choice mode = plain | same
stepSize = norm2(if(mode == same, 2, g))
w = w - if(mode == same, 0.5, g)`)
  if ('errors' in parsed) throw new Error(parsed.errors[0]!.message)
  const { rule } = parsed
  const step = (mode: string) => {
    const program = specialise(rule, { mode })
    const w = Float64Array.of(1, 2, 3)
    const g = Float64Array.of(0.5, 0, 1)
    const states = initialStates(program, 3)
    return evaluate(program, { w, g, loss: 1, gradNormSq: 1.25, states, options: {} })
  }

  it('is a vector, whichever is chosen: sums count every weight', () => {
    expect(step('plain').stepSize).toBe(1.25)
    expect(step('same').stepSize).toBe(12)
    expect([...step('same').w]).toEqual([0.5, 1.5, 2.5])
  })
})
