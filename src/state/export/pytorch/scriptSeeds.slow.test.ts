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
/** The lines that a script prints. */
const linesOf = (python: string, link: string, ...options: string[]) =>
  runPython(python, ['-', ...options], scriptOf(link))
    .trim()
    .split('\n')
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
    expect(lines.slice(-5).map((line) => line.replaceAll(/\d+\.\d+/g, 'x'))).toEqual([
      '0,0,x,x,6',
      '0,1,x,3,6',
      '# run,test_loss,test_accuracy,seed',
      '# 0,x,x,6',
      '# 1,x,x,6',
    ])
  })

  it('refuses a seed that the link does not have', async (context) => {
    const python = await requirePython(context, torch)
    const run = () => linesOf(python, `${LINK}&seed=5&seeds=3`, '--seed', '8')
    expect(run).toThrow(/--seed: invalid choice: 8 \(choose from '?5'?, '?6'?, '?7'?\)/)
  })
})
