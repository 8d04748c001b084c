/**
 * Lighthouse's score for how fast the built page opens, on a simulated phone and on a desktop.
 *
 *   npm run bench:lighthouse -- [--visits 3] [--write-readme]
 */
import { parseArgs } from 'node:util'
import { audit } from '../scripts/lighthouse.mjs'
import { fromRoot } from '../scripts/setup/paths.mjs'
import { median } from './measure/statistics.mjs'
import { writeReadme } from './report/readme.mjs'
import { buildPage } from './workplace/buildPage.mjs'
import { serveBuilt } from './workplace/staticServer.mjs'

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '3' },
    'write-readme': { type: 'boolean', default: false },
  },
})
const visits = Number(values.visits)
const categories = ['performance', 'accessibility', 'best-practices', 'seo']
const server = await serveBuilt(await buildPage('lighthouse'))
const rows = []
try {
  for (const device of ['mobile', 'desktop']) {
    const taken = []
    for (let i = 0; i < visits; i++) {
      const visit = await audit(server.address, { categories, device })
      taken.push(visit)
      console.error(`  ${device}, visit ${i + 1} of ${visits}`, JSON.stringify(visit))
    }
    rows.push(rowOf(device, taken))
  }
} finally {
  server.close()
}

const text = [
  `${new Date().toISOString().slice(0, 10)}, median of ${visits} visits, a server that compresses.`,
  '',
  '| device | performance | accessibility | best practices | SEO | first paint | largest paint | blocked | layout shift |',
  '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ...rows,
].join('\n')
console.log(`\n${text}\n`)
if (values['write-readme'])
  await writeReadme(fromRoot('bench/README.md'), text, {
    start: '<!-- last table of Lighthouse: npm run bench:lighthouse -- --write-readme -->',
    end: '<!-- end of the table of Lighthouse -->',
  })

function rowOf(device, taken) {
  const score = (id) => median(taken.map(({ scores }) => scores[id])).toFixed(0)
  const figure = (id) => median(taken.map(({ figures }) => figures[id]))
  const seconds = (id) => `${(figure(id) / 1000).toFixed(2)} s`
  const cells = [
    device,
    ...categories.map(score),
    seconds('first-contentful-paint'),
    seconds('largest-contentful-paint'),
    `${figure('total-blocking-time').toFixed(0)} ms`,
    figure('cumulative-layout-shift').toFixed(3),
  ]
  return `| ${cells.join(' | ')} |`
}
