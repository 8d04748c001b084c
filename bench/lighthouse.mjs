/**
 * Lighthouse's score for how fast the built page opens, on a simulated phone and on a desktop.
 *
 *   npm run bench:lighthouse -- [--visits 3] [--write-readme]
 */
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { contentTypes } from '../scripts/contentTypes.mjs'
import { audit } from '../scripts/lighthouse.mjs'
import { contentSecurityPolicy } from '../scripts/csp.mjs'
import { fromRoot } from '../scripts/setup/paths.mjs'
import { median } from './measure/statistics.mjs'
import { writeReadme } from './report/readme.mjs'

const { values } = parseArgs({
  options: {
    visits: { type: 'string', default: '3' },
    'write-readme': { type: 'boolean', default: false },
  },
})
const visits = Number(values.visits)
const categories = ['performance', 'accessibility', 'best-practices', 'seo']
const outDir = fromRoot('.cache/bench/lighthouse')

await build({
  root: fromRoot(),
  configFile: fromRoot('vite.config.ts'),
  logLevel: 'error',
  build: { outDir, emptyOutDir: true },
})
const server = await serve(outDir)
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

/** As most hosts serve files: compressed, with long lives for names that carry a hash. */
async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = normalize(join(folder, path === '/' ? 'index.html' : path))
    const body = file.startsWith(folder + sep) && (await readFile(file).catch(() => undefined))
    if (!body) return response.writeHead(404).end()
    const type = contentTypes[extname(file)]
    const packed = type ? gzipSync(body) : body
    response.writeHead(200, {
      'Content-Type': type ?? 'application/octet-stream',
      ...(type ? { 'Content-Encoding': 'gzip' } : {}),
      'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': contentSecurityPolicy(),
    })
    response.end(packed)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://localhost:${server.address().port}/`,
    close: () => server.close(),
  }
}
