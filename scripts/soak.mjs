/**
 * Trains for long, and breaks things meanwhile: does anything grow without end, is more than five
 * seconds of training lost, does anything hang? Writes JSON lines and ends with a verdict.
 *
 *   npm run soak -- [--minutes 30] [--steps 1000000] [--faults 100] [--seed N]
 *     [--backends wasm,webgpu] [--kinds 'device lost,worker killed,reload'] [--out .cache/soak.jsonl]
 *
 * The minutes are shared by the backends. Faults of three kinds come on top: a lost graphics device,
 * a killed worker, a reload. Their moments follow from the seed.
 */
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { preview } from 'vite'
import { fromRoot } from './setup/paths.mjs'
import { faultKinds, strikeOften } from './soak/faults.mjs'
import { launch } from './soak/page.mjs'
import { faultVerdictOf, verdictOf } from './soak/verdict.mjs'
import { watch } from './soak/watch.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    steps: { type: 'string', default: '1000000' },
    faults: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    backends: { type: 'string', default: 'wasm,webgpu' },
    kinds: { type: 'string', default: faultKinds.join(',') },
    out: { type: 'string', default: '.cache/soak.jsonl' },
  },
})
const backends = values.backends.split(',')
const kinds = values.kinds.split(',')
for (const kind of kinds)
  if (!faultKinds.includes(kind)) throw new Error(`There is no fault "${kind}".`)
const [minutes, steps, faults, seed] = [
  Number(values.minutes),
  Number(values.steps),
  Number(values.faults),
  Number(values.seed),
]
const out = fromRoot(values.out)
await mkdir(dirname(out), { recursive: true })
await writeFile(out, '')
const write = (line) => appendFile(out, `${JSON.stringify(line)}\n`)

const server = await preview({
  root: fromRoot(),
  configFile: fromRoot('vite.config.ts'),
  logLevel: 'error',
  preview: { port: 0, open: false },
})
const address = server.resolvedUrls.local[0]
const browser = await launch()
const verdicts = []
const began = performance.now()
try {
  const version = await browser.version()
  await write({ kind: 'start', seed, minutes, steps, faults, backends, version, load: loadavg() })
  console.log(`Seed ${seed}; every line is in ${values.out}.`)
  for (const backend of minutes > 0 ? backends : []) {
    const limits = { backend, minutes: minutes / backends.length, steps }
    const readings = await watch(browser, address, limits, write)
    verdicts.push(verdictOf(readings))
    const { step, minutes: lasted } = readings.at(-1)
    console.log(
      `${backend}: ${step.toLocaleString('en-US')} steps in ${lasted.toFixed(1)} minutes.`,
    )
  }
  const random = generator(seed)
  for (const kind of faults > 0 ? kinds : [])
    verdicts.push(
      faultVerdictOf(await strikeOften(browser, address, { kind, count: faults, random }, write)),
    )
} finally {
  await browser.close()
  await server.close()
}

const ok = verdicts.every((one) => one.ok)
const sentences = verdicts.flatMap((one) => one.sentences)
await write({
  kind: 'verdict',
  ok,
  sentences,
  minutes: (performance.now() - began) / 60_000,
  load: loadavg(),
})
console.log(sentences.join('\n'))
console.log(ok ? 'Nothing grows, and nothing hangs.' : 'Something is wrong; see above.')
process.exitCode = ok ? 0 : 1

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function generator(start) {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
