import { expect, it } from 'vitest'
import { optimizerSpecs } from '../../optimizers/specs'
import { readEveryRule, ruleFamilies } from './families'

it('has every rule of the page once, with the value to choose', () => {
  const families = ruleFamilies()
  const members = families.flatMap((family) => family.members)
  expect(members.map(({ label }) => label).sort()).toEqual(
    optimizerSpecs.map(({ label }) => label).sort(),
  )
  const of = (label: string) => members.find((member) => member.label === label)
  expect(of('ALI-G')).toMatchObject({ chosen: 'maxLr', role: 'at most' })
  expect(of('SGD')).toMatchObject({ chosen: 'lr', role: 'needs' })
  const idOf = (label: string) => families.find((family) => family.members.includes(of(label)!))?.id
  expect([idOf('ALI-G'), idOf('SGD'), idOf('Adam')]).toEqual(['loss', 'rate', 'rate'])
})

it('goes by the rule, and by the heading where the rule does not say', () => {
  const [alig] = optimizerSpecs
  expect(ruleFamilies([{ ...alig!, group: 'rateFree', rateKey: 'radius' }])).toEqual([
    { id: 'distance', members: [expect.objectContaining({ chosen: undefined, role: 'with' })] },
  ])
})

it('reads rules ahead, no two in one task', async () => {
  const [alig] = optimizerSpecs
  let task = 0
  const counter = setInterval(() => task++)
  const readIn: number[] = []
  const spec = () =>
    Object.defineProperty({ ...alig! }, 'usesLoss', { get: () => readIn.push(task) > 0 })
  await readEveryRule([spec(), spec(), spec()])
  clearInterval(counter)
  expect(readIn).toHaveLength(3)
  expect(new Set(readIn).size).toBe(3)
})
