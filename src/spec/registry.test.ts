import { expect, it } from 'vitest'
import { createRegistry, registryOf } from './registry'

const letters = registryOf('letter', [
  { id: 'b', sound: 'be' },
  { id: 'a', sound: 'ah' },
])

it('finds by id and keeps the order of the list', () => {
  expect(letters.ids).toEqual(['b', 'a'])
  expect(letters.get('a').sound).toBe('ah')
  expect(letters.find('b')).toBe(letters.get('b'))
})

it.each(['c', '', 'toString', '__proto__'])('has nothing under %j', (id) => {
  expect(letters.find(id)).toBeUndefined()
  expect(() => letters.get(id)).toThrow(`There is no letter "${id}".`)
})

it('refuses an id that is there twice', () => {
  const twice = [['a', 1] as const, ['a', 2] as const]
  expect(() => createRegistry('letter', twice)).toThrow('not unique: a, a')
})
