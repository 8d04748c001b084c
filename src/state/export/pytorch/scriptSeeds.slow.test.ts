/** Scripts run by PyTorch, where it is installed: all seeds of a link, or one of them. */
import { describe, expect, it } from 'vitest'
import { decodeLink } from '../../../experiment/link'
import { pytorchScript } from './script'
import { requirePython, runPython } from './testing/python'

const LINK = 'v=1&data=spirals&noise=0.2&batch=30&run=alig&run=sgd,lr:3&edit=2,1,lr:0.1'
const TIMEOUT = 120_000

function scriptOf(link: string): string {
  const { experiment } = decodeLink(link)
  const script = pytorchScript(experiment, { steps: 4, hashes: new Map(), statistics: null })
  if (!script.ok) throw new Error(script.sentence)
  return script.text
}

const torch = ['numpy', 'torch']
const printed = (python: string, link: string, ...options: string[]) =>
  runPython(python, ['-', ...options], scriptOf(link))
    .trim()
    .split('\n')
const isOfTable = (line: string) => line.startsWith('#  ')
/** The lines that a script prints above its closing table. */
const linesOf = (...asked: Parameters<typeof printed>) =>
  printed(...asked).filter((line) => !isOfTable(line))
const inSeed = (seed: number) => (line: string) =>
  /^(#|step)/.test(line) ? line : `${line},${seed}`

describe('a script of several seeds', { timeout: TIMEOUT }, () => {
  it('trains each as a script of that seed alone does', async (context) => {
    const python = await requirePython(context, torch)
    const lines = linesOf(python, `${LINK}&seed=5&seeds=3`)
    const single = [5, 6, 7].map((seed) => linesOf(python, `${LINK}&seed=${seed}`))
    expect(single[0]).toHaveLength(3 + 1 + 2 * 4)
    expect(new Set(single.map(([weights]) => weights)).size).toBe(3)
    expect(lines).toEqual([
      '# seed 5',
      ...single[0]!.map(inSeed(5)).map((line) => line.replace(/^step,.*/, '$&,seed')),
      ...[6, 7].flatMap((seed, i) => [
        `# seed ${seed}`,
        ...single[i + 1]!.filter((line) => !line.startsWith('step,')).map(inSeed(seed)),
      ]),
    ])
  })

  it('trains the one that --seed asks for, and evaluates it', async (context) => {
    const python = await requirePython(context, torch)
    const lines = linesOf(python, `${LINK}&seed=5&seeds=3`, '--seed', '6', '--steps', '1', '--test')
    expect(lines.filter((line) => line.startsWith('# seed'))).toEqual(['# seed 6'])
    expect(lines.slice(-4).map((line) => line.replaceAll(/\d+\.\d+/g, 'x'))).toEqual([
      '0,0,x,x,6',
      '0,1,x,3,6',
      '# test,1,0,x,x,6',
      '# test,1,1,x,x,6',
    ])
  })

  it('trains the one run of --run as among the others, in float32 and closely in float64', async (context) => {
    const python = await requirePython(context, torch)
    const all = linesOf(python, LINK)
    const one = linesOf(python, LINK, '--run', '1', '--device', 'cpu')
    expect(one).toEqual(all.filter((line) => !/^\d+,0,/.test(line)))
    const double = linesOf(python, LINK, '--run', '1', '--double')
    expect(double).not.toEqual(one)
    const losses = (lines: string[]) => lines.slice(4).map((line) => Number(line.split(',')[2]))
    losses(one).forEach((loss, i) => expect(losses(double)[i]).toBeCloseTo(loss, 5))
    expect(losses(one)).toHaveLength(4)
  })

  it('tests every so many steps and closes with a table', async (context) => {
    const python = await requirePython(context, torch)
    const lines = printed(python, `${LINK}&seed=5&seeds=2`, '--test', '3')
    const tests = lines.filter((line) => line.startsWith('# test,'))
    expect(tests.map((line) => line.split(',').slice(1, 3).join())).toEqual([
      ...['3,0', '3,1', '4,0', '4,1'],
      ...['3,0', '3,1', '4,0', '4,1'],
    ])
    const table = lines.filter(isOfTable).map((line) => line.slice(3).split(/ {2,}/))
    expect(table[1]).toEqual([
      ...['seed', 'run', 'steps', 'loss', 'step size', 'test loss', 'test accuracy'],
    ])
    expect(table.slice(2).map((cells) => cells.slice(0, 3))).toEqual([
      ['5', 'ALI-G', '4'],
      ['5', 'SGD', '4'],
      ['6', 'ALI-G', '4'],
      ['6', 'SGD', '4'],
    ])
    expect(table[2]![6]).toMatch(/^\d+\.\d\d%$/)
  })

  it('refuses a seed that the link does not have', async (context) => {
    const python = await requirePython(context, torch)
    const run = () => linesOf(python, `${LINK}&seed=5&seeds=3`, '--seed', '8')
    expect(run).toThrow(/--seed: invalid choice: 8 \(choose from '?5'?, '?6'?, '?7'?\)/)
  })
})
