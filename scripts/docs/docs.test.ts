import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { viewKeys } from '../../src/experiment/viewKeys'
import { fields } from '../../src/experiment/fields'
import { modelSpec } from '../../src/models/specs'
import { sources } from '../setup/sources.mjs'
import { fromRoot } from '../setup/paths.mjs'
import { table, withBlocks } from './blocks'
import { optionCells, ownedRows } from './optionRows'
import { names, render } from './render'
import { documents } from './tables'

const read = (name: string) => readFile(fromRoot(name), 'utf8')

describe('the tables of the documents', () => {
  it.each(names)('%s has what the specs say (npm run docs writes it)', async (name) => {
    expect(await read(name)).toBe(await render(name))
  })

  it('have a row for every key of the link', () => {
    const keys = [...documents['README.md']!()['link keys']!.matchAll(/^\| `([\w.*]+)`/gm)]
    const structured = ['v', 'data', 'model', 'run', 'edit', 'name', 'view.*']
    expect(keys.map(([, key]) => key).sort()).toEqual(
      [...structured, ...Object.keys(fields)].sort(),
    )
  })

  it('name every key of the view, and none that there is not', async () => {
    const named = [...(await read('README.md')).matchAll(/`view\.(\w+)`/g)].map(([, key]) => key)
    expect([...new Set(named)].sort()).toEqual(Object.keys(viewKeys).sort())
  })

  it('name the packages that the data come in', async () => {
    const text = await read('docs/data.md')
    for (const { package: name, label } of sources) {
      expect(text).toContain(`\`${name}\``)
      expect(text).toContain(label)
    }
  })
})

describe('a row', () => {
  it('has the default, the range, the help in short, and what the option needs', () => {
    const [width] = modelSpec('mlp').options
    expect(optionCells(width!)).toEqual([
      '`width`',
      '128',
      'a whole number from 8 to 1024',
      'Units in each hidden layer. Acts only with depth above 0.',
    ])
  })

  it('stands once for an option that several have', () => {
    const [width, depth] = modelSpec('mlp').options
    const rows = ownedRows([
      { name: 'a', options: [width!] },
      { name: 'b', options: [width!, depth!] },
      { name: 'c', options: [{ ...width! }] },
    ])
    expect(rows.map(([of, key]) => [of, key])).toEqual([
      ['`a`, `b`', '`width`'],
      ['`b`', '`depth`'],
      ['`c`', '`width`'],
    ])
  })
})

describe('withBlocks', () => {
  const text = 'a\n<!-- x: written by npm run docs -->\nold\n<!-- end of x -->\nb'

  it('replaces what stands between the marks, and nothing else', () => {
    const written = withBlocks(text, { x: 'new' })
    expect(written).toContain('new')
    expect(written).not.toContain('old')
    expect(written.startsWith('a\n<!--') && written.endsWith('-->\nb')).toBe(true)
    expect(withBlocks(written, { x: 'new' })).toBe(written)
  })

  it('refuses a text that has lost its marks', () => {
    expect(() => withBlocks('a', { x: 'new' })).toThrow('"x"')
  })

  it('escapes what would end a cell', () => {
    expect(table(['a'], [['b|c']])).toBe('| a |\n| --- |\n| b\\|c |')
  })
})
