import { expect, it } from 'vitest'
import { datasetSpecs } from '../../src/data/specs'
import { DEFAULT_DATA } from '../../src/experiment/defaults'
import { sources, type NamedSource } from './sources.mjs'

const found: readonly NamedSource[] = sources
const packed = datasetSpecs.filter(({ origin }) => origin === 'packed')

it('packs the data sets whose specs say so, and no others', () => {
  const names = ({ id, label }: { id: string; label: string }) => `${id}: ${label}`
  expect(found.map(names).sort()).toEqual(packed.map(names).sort())
})

it('makes people wait for the set that the page opens with, and for no other', () => {
  expect(found.filter(({ opensThePage }) => opensThePage).map(({ id }) => id)).toEqual([
    DEFAULT_DATA,
  ])
  expect(found[0]!.id).toBe(DEFAULT_DATA)
})

it.each(found.map((source) => [source.id, source] as const))('%s is checked', (_, source) => {
  expect(source.package).toMatch(/^[a-z0-9-]+@\d+\.\d+\.\d+$/)
  expect(Object.keys(source.files).length).toBeGreaterThan(0)
  for (const sha256 of Object.values(source.files)) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
})
