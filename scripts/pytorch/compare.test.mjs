import { describe, expect, it } from 'vitest'
import { largestDifference, readHashes, readMetrics, readOutput } from './compare.mjs'

const HASH = '0123456789abcdef'.repeat(4)
const CSV = 'run,optimizer,step,loss,step_size\n0,alig,0,2,0.5\n0,alig,1,1,0\n'

describe('comparison with a script', () => {
  it('finds the hashes and the largest relative differences', () => {
    const { hashes, rows } = readOutput(
      `# weights ${HASH} DIFFERS\nstep,run,loss,step_size\n0,0,2.002,0.5\n1,0,1,0\n# run,x\n`,
    )
    expect(hashes).toEqual({ weights: HASH })
    const { loss, size } = largestDifference(readMetrics(CSV), rows)
    expect(loss).toBeCloseTo(1e-3, 9)
    expect(size).toBe(0)
  })

  it('keeps the seeds of an experiment apart', () => {
    const { hashes, rows } = readOutput(
      `# seed 1\n# weights ${HASH}\nstep,run,loss,step_size,seed\n0,0,2,0.5,1\n` +
        `# seed 2\n# weights ${HASH}\n0,0,3,0.25,2\n`,
    )
    const seeds = [1, 2].map((seed) => ({ seed, hashes: { weights: HASH } }))
    expect(hashes).toEqual(readHashes({ hashes: {}, seeds }))
    expect(Object.keys(hashes)).toEqual(['1 weights', '2 weights'])
    const csv = 'run,step,loss,step_size,seed\n0,0,2,0.5,1\n0,0,3,0.25,2\n'
    expect(rows).toEqual(readMetrics(csv))
    expect([...rows.keys()]).toEqual(['0,0,1', '0,0,2'])
  })

  it.each(['0,0,2,0.5\n', '0,0,2,0.5\n1,1,1,0\n', '0,0,2,0.5\n1,0,nan,0\n', ''])(
    'does not pass %j',
    (text) => {
      const { loss } = largestDifference(readMetrics(CSV), readOutput(text).rows)
      expect(loss <= 1e-3).toBe(false)
    },
  )
})
