import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { decodeLink } from '../../src/experiment/link'
import { presets } from '../../src/experiment/presets'
import { fromRoot } from '../setup/paths.mjs'
import { numbersIn, standIn } from './numbers'
import { readCase } from './record.mjs'

/** The generated tables; the prose around them is by hand, as the presets are. */
const tables = readFileSync(fromRoot('docs', 'claims.md'), 'utf8')
  .match(/<!-- measured:[\s\S]*?<!-- \/measured -->/g)!
  .join('\n')

it.each(presets.filter((preset) => preset.measured))(
  'what "$title" says was measured stands in the tables of the claims',
  (preset) => {
    const told = numbersIn(preset.measured!)
    expect(told.length).toBeGreaterThan(0)
    expect(told.filter((text) => !standIn(tables, text))).toEqual([])
  },
)

/** Of a search: the rate whose worst seed has the lowest training loss. */
function bestRate(id: string): number {
  const { seeds } = readCase(id)!
  const worst = seeds[0]!.runs.map((_, run) =>
    Math.max(...seeds.map(({ runs }) => runs[run]!.trainLoss ?? Infinity)),
  )
  const { label } = seeds[0]!.runs[worst.indexOf(Math.min(...worst))]!
  return Number(label.split(' ').at(-1))
}

it.each(['constant', 'momentum', 'steps', 'cosine'])(
  'the rate of SGD, %s, in "No schedule needed" is the best of its search, with other seeds',
  (name) => {
    const { link } = presets.find(({ id }) => id === 'no-schedule')!
    const run = decodeLink(link).experiment.runs.find((one) => one.name === name)!
    expect(run.hyper['lr']).toBe(bestRate(`no-schedule-rates-${name}`))
    const reported = readCase('no-schedule')!.seeds.map(({ seed }) => seed)
    const searched = readCase(`no-schedule-rates-${name}`)!.seeds.map(({ seed }) => seed)
    expect(searched.filter((seed) => reported.includes(seed))).toEqual([])
  },
)
