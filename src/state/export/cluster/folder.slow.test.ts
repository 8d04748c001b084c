/** The folder at work, where there is a Python with torch. */
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { requirePython } from '../pytorch/testing/python'
import { fewFiles } from './testing'

const TIMEOUT = 120_000
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cluster-'))
  for (const [name, text] of Object.entries(fewFiles())) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
})
afterAll(() => rm(folder, { recursive: true }))

const run = (command: string, ...args: string[]) =>
  spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, JOBS: '2' } })

describe('the folder of a sweep', { timeout: TIMEOUT }, () => {
  it.for(['worker.py', 'gather.py', 'dask_sweep.py'])('compiles: %s', async (name, context) => {
    const python = await requirePython(context)
    const { status, stderr } = run(python, '-W', 'error', '-m', 'py_compile', name)
    expect([status, stderr]).toEqual([0, ''])
  })

  it('says what it is asked for by --help', async (context: TestContext) => {
    const python = await requirePython(context, ['numpy', 'torch'])
    for (const [name, option] of [
      ['worker.py', '--device'],
      ['gather.py', '--help'],
    ] as const) {
      const { status, stdout } = run(python, name, '--help')
      expect([status, stdout.includes(option)]).toEqual([0, true])
    }
    expect(run(python, 'worker.py', '--trial', '3').stderr).toContain('trials.csv has no trial 3.')
  })

  it('says what it is asked for by --help on Dask', async (context) => {
    const python = await requirePython(context, ['distributed'])
    const { status, stdout } = run(python, 'dask_sweep.py', '--help')
    expect([status, stdout.includes('--scheduler')]).toEqual([0, true])
  })

  it('trains each trial once, gathers them, and says what is missing', async (context) => {
    const python = await requirePython(context, ['numpy', 'torch'])
    const first = run(python, 'worker.py', '--trial', '1')
    expect(first.stdout).toMatch(/^Trial 1: ok after/)
    const row = join(folder, 'results', 'trial-0001.csv')
    const { mtimeMs } = await stat(row)
    const early = run(python, 'gather.py')
    expect([early.status, early.stdout, early.stderr]).toEqual([
      ...[1, '3 trials: 1 done, 0 of them diverged.\n', 'Missing: 0,2\n'],
    ])
    const rest = spawnSync('sh', ['local.sh'], {
      ...{ cwd: folder, encoding: 'utf8' },
      env: { ...process.env, JOBS: '2', PYTHON: python },
    })
    expect([rest.status, rest.stderr]).toEqual([0, ''])
    expect(rest.stdout).toContain('Trial 1 is done already.')
    expect((await stat(row)).mtimeMs).toBe(mtimeMs)

    const table = (await readFile(join(folder, 'results.csv'), 'utf8')).trim().split('\n')
    const cells = table.map((line) => line.split(','))
    const of = (trial: number) =>
      Object.fromEntries(cells[0]!.map((name, i) => [name, cells[trial + 1]![i]!]))
    expect(cells).toHaveLength(4)
    expect(of(0)).toMatchObject({ optimizer: 'alig', rate: '0.1', seed: '1', status: 'ok' })
    expect(Number(of(1).train_loss)).toBeGreaterThan(0)
    // What diverged is a result like the others.
    expect(of(2)).toMatchObject({ status: 'diverged', train_loss: '', test_accuracy: '' })
    expect(Number(of(2).diverged_at)).toBeLessThanOrEqual(6)
    const curve = await readFile(join(folder, 'results', 'trial-0001-curve.csv'), 'utf8')
    expect(curve.split('\n')).toHaveLength(1 + 6 + 1)
  })

  it('trains again what has other values now, and refuses what it has no shapes for', async (context) => {
    const python = await requirePython(context, ['numpy', 'torch'])
    const path = join(folder, 'trials.csv')
    const trials = await readFile(path, 'utf8')
    await writeFile(path, trials.replace('0,alig,maxLr,0.1,,,,1,6', '0,alig,maxLr,0.2,,,,1,6'))
    expect(run(python, 'worker.py', '--trial', '0').stdout).toMatch(/^Trial 0: ok/)
    await writeFile(path, trials.replace('0.3,24,0.9', '0.3,25,0.9'))
    expect(run(python, 'worker.py', '--trial', '1').stderr).toContain(
      "This worker was not exported with {'noise': 0.3, 'width': 25}",
    )
  })
})
