import { expect, it } from 'vitest'
import { createStore } from 'zustand'
import { StoreForComponents } from './components'

function setUp() {
  const store = createStore<{ step: number }>()(() => ({ step: 0 }))
  const forComponents = new StoreForComponents(store)
  const told: (readonly [now: number, before: number])[] = []
  const stop = forComponents.subscribe((now, before) => told.push([now.step, before.step]))
  return { store, forComponents, told, stop }
}

it('tells of a change at once', () => {
  const { store, told, stop } = setUp()
  store.setState({ step: 1 })
  store.setState({ step: 2 })
  expect(told).toEqual([
    [1, 0],
    [2, 1],
  ])
  stop()
  store.setState({ step: 3 })
  expect(told).toHaveLength(2)
})

it('tells once of what one piece of work changes, which sees each of its changes itself', () => {
  const { store, forComponents, told } = setUp()
  const directly: number[] = []
  store.subscribe(({ step }) => directly.push(step))
  forComponents.afterwards(() => {
    store.setState({ step: 1 })
    expect(forComponents.getState().step).toBe(1)
    store.setState({ step: 2 })
    expect(told).toEqual([])
  })
  expect(told).toEqual([[2, 0]])
  expect(directly).toEqual([1, 2])
})

it('says nothing where nothing changed', () => {
  const { forComponents, told } = setUp()
  forComponents.afterwards(() => undefined)
  expect(told).toEqual([])
})

it('tells of what was changed before the work failed', () => {
  const { store, forComponents, told } = setUp()
  const work = () => {
    store.setState({ step: 1 })
    throw new Error('no such run')
  }
  expect(() => forComponents.afterwards(work)).toThrow('no such run')
  expect(told).toEqual([[1, 0]])
})
