/**
 * Writes the table of docs/browsers.md from what `e2e/engines.spec.ts` left of its last run, with the
 * date and the load of the machine: `npm run browsers` does both.
 */
import { readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { writeReadme } from '../bench/report/readme.mjs'
import { fromRoot } from './setup/paths.mjs'

const ENGINES = ['Chromium', 'Firefox', 'WebKit']

const rows = []
let newest = 0
for (const name of ENGINES) {
  const place = fromRoot('test-results', 'engines', `${name}.json`)
  const text = await readFile(place, 'utf8').catch(() => undefined)
  if (text === undefined) {
    rows.push([name, 'not installed here', ...Array(7).fill('')])
    continue
  }
  newest = Math.max(newest, (await stat(place)).mtimeMs)
  const { version, trained, difference, seconds } = JSON.parse(text)
  rows.push([
    version,
    `done in ${seconds.toFixed(0)} s`,
    ...['wasm', 'cpu'].map((backend) => comparison(name, difference?.[backend])),
    trained.webgl.backend === 'webgl'
      ? comparison(name, difference?.webgl)
      : `none; trains on ${trained.webgl.backend}`,
    ...['wasm', 'cpu', 'webgl'].map((backend) =>
      trained[backend].backend === backend ? trained[backend].msPerStep.toFixed(1) : '–',
    ),
  ])
}
const head = ['engine', 'main job', 'numbers of wasm', 'of JavaScript', 'of WebGL']
head.push('ms per step, wasm', 'JavaScript', 'WebGL')
const line = (cells) => `| ${cells.join(' | ')} |`
const text = [
  `${new Date(newest).toISOString().slice(0, 10)}, ${availableParallelism()} cores, WebGL on the processor.`,
  '',
  line(head),
  line(head.map((_, i) => (i < 5 ? '---' : '---:'))),
  ...rows.map(line),
].join('\n')
await writeReadme(fromRoot('docs', 'browsers.md'), text, {
  start: '<!-- last table of engines: written by npm run browsers -->',
  end: '<!-- end of the table of engines -->',
})
console.log(text)

/** How far the numbers are from Chromium's, relative. */
function comparison(name, difference) {
  if (name === 'Chromium') return 'what the others are compared with'
  if (difference === undefined) return 'not compared'
  return difference === 0 ? 'the same' : `within ${difference.toExponential(1)}`
}
