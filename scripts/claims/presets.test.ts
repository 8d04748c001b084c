import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { presets } from '../../src/experiment/presets'
import { fromRoot } from '../setup/paths.mjs'

/** All numbers of the generated tables; the prose around them is by hand, as the presets are. */
const tables = readFileSync(fromRoot('docs', 'claims.md'), 'utf8').match(
  /<!-- measured:[\s\S]*?<!-- \/measured -->/g,
)!
const measured = tables.flatMap((table) => numbersOf(table).map(Number))

/** With a decimal point, as a person reads them: "93.3", "0.0007". */
function numbersOf(text: string): string[] {
  return text.match(/\d+\.\d+/g) ?? []
}

it.each(presets.filter((preset) => preset.measured))(
  'what "$title" says was measured stands in the tables of the claims',
  (preset) => {
    const told = numbersOf(preset.measured!)
    expect(told.length).toBeGreaterThan(0)
    const unknown = told.filter((text) => {
      const digits = text.split('.')[1]!.length
      return !measured.some((value) => Math.abs(value - Number(text)) <= 0.51 * 10 ** -digits)
    })
    expect(unknown).toEqual([])
  },
)
