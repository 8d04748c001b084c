/** What each number of the tiles is worth on a graphics card, one changed at a time. */
import { ratio, spread } from '../measure/statistics.mjs'
import { takeRounds, warmUp } from '../measure/rounds.mjs'

const LIMIT_MS = 60_000

/** Beside the tiles for cards as they are. */
const CANDIDATES = [
  {},
  { workgroupSize: 128 },
  { convPixels: 2 },
  { convPixels: 8 },
  { convChannels: 8 },
  { filterThreads: 4096 },
  { filterThreads: 65_536 },
  { matMulRows: 4 },
  { matMulRows: 1, matMulColumns: 4 },
  { elementVectors: 2 },
  { reduceThreads: 1024 },
  { reduceThreads: 16_384 },
]

const nameOf = (tiles) =>
  Object.entries(tiles)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ') || 'as they are'

/**
 * @param {object} host of workplaces
 * @param {string} model
 * @param {object} plan see rounds.mjs
 * @param {() => boolean} hasTime asked before each candidate
 */
export async function measureTiles(host, model, plan, hasTime) {
  const turns = []
  for (const tiles of CANDIDATES) {
    if (!hasTime()) break
    const workplace = `ours-webgpu/tiles ${nameOf(tiles)}`
    const call = (method, args, limitMs = LIMIT_MS) => host.call(workplace, method, args, limitMs)
    try {
      await call('open', ['ours-webgpu', false, tiles])
      await call('prepare', [model, model, { momentum: 0.9 }])
      const { times } = await warmUp({ call, key: model }, plan)
      turns.push({ tiles, workplace, call, key: model, stepMs: Math.min(...times.slice(1)) })
    } catch (error) {
      console.error(`  ${nameOf(tiles)}: ${error.message}`)
      await host.close(workplace)
    }
  }
  const results = await takeRounds(turns, plan)
  for (const { workplace } of turns) await host.close(workplace)
  return turns.map(({ tiles }, i) => ({
    model,
    name: nameOf(tiles),
    ms: spread(results[i].times.filter((ms) => ms !== undefined)),
    against: ratio(results[i].times, results[0].times),
  }))
}
