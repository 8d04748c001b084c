import { expect, it } from 'vitest'
import { checkNode } from './node.mjs'
import { SetupError } from './say.mjs'

it.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0'])('accepts Node %s', (version) => {
  expect(() => checkNode(version)).not.toThrow()
})

it.each(['16.20.0', '18.20.4', '20.18.3', '21.7.0', '22.11.0'])('refuses Node %s', (version) => {
  expect(() => checkNode(version)).toThrow(SetupError)
  expect(() => checkNode(version)).toThrow(/please install Node/)
})
