import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsIn } from './rows.mjs'
import { changedRows, compareFolder, lossDifference } from './verify.mjs'

let folder = ''
const HEADER = 'trial,status,test_accuracy'
const write = (name, ...lines) => writeFile(join(folder, name), `${lines.join('\n')}\n`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'))
  await mkdir(join(folder, 'results'))
  await write('results.csv', HEADER, '0,ok,0.75', '1,diverged,')
  await write('results/trial-0000-curve.csv', 'step,loss', '0,2', '1,1.001')
  await write('results/trial-0001-curve.csv', 'step,loss', '0,4')
  await write('results/trial-0000.csv', HEADER, '0,ok,0.75')
})
afterAll(() => rm(folder, { recursive: true }))

const good = { losses: [2, 1], testAccuracy: 0.5, divergedAt: null }
const lost = { losses: [4], testAccuracy: NaN, divergedAt: 1 }

describe('what came out of a folder', () => {
  it('has its largest differences', async () => {
    const { loss, ...rest } = await compareFolder(folder, [good, lost], 20)
    expect(loss).toBeCloseTo(1e-3, 9)
    expect(rest).toEqual({ rows: 2, diverged: 1, accuracy: 0.25, wrong: [] })
  })

  it('lacks trials, or has other failures', async () => {
    const { wrong } = await compareFolder(folder, [{ ...good, divergedAt: 1 }, lost, good], 20)
    expect(wrong).toEqual(['results.csv has the trials 0,1', 'trial 0 is ok'])
  })

  it('does not agree where steps are missing or no numbers', () => {
    expect(lossDifference([1, 2, 3], [1, 2], 20)).toBeNaN()
    expect(lossDifference([1, 2, 3], [1, 2], 2)).toBe(0)
    expect(lossDifference([1, 2], [1, NaN], 2)).toBeNaN()
    expect(lossDifference([], [], 2)).toBeNaN()
  })

  it('has rows that tell when they were written again', async () => {
    const before = await rowsIn(folder)
    expect([...before.keys()]).toEqual(['trial-0000.csv'])
    expect(changedRows(before, await rowsIn(folder))).toEqual([])
    await write('results/trial-0000.csv', HEADER, '0,ok,0.75')
    expect(changedRows(before, await rowsIn(folder))).toEqual(['trial-0000.csv'])
    expect(changedRows(before, new Map())).toEqual(['trial-0000.csv'])
  })
})
