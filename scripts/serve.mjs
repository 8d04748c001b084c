/**
 * Serves the built page from a folder of a site, as a plain static host with the headers of
 * public/_headers would; what the end-to-end tests open.
 *
 *   node scripts/serve.mjs [--port 4180] [--path /some/sub/path/]... [--folder dist] [--no-headers]
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { contentTypes } from './contentTypes.mjs'
import { contentSecurityPolicy } from './csp.mjs'
import { fromRoot } from './setup/paths.mjs'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4180' },
    path: { type: 'string', multiple: true, default: ['/some/sub/path/'] },
    folder: { type: 'string', default: fromRoot('dist') },
    'no-headers': { type: 'boolean', default: false },
  },
})
const root = resolve(values.folder)
/** The longest first: one may be in another. */
const paths = [...values.path].sort((a, b) => b.length - a.length)
const policy = values['no-headers']
  ? {}
  : { 'Content-Security-Policy': contentSecurityPolicy(), 'X-Content-Type-Options': 'nosniff' }

const server = createServer(async (request, response) => {
  const file = fileOf(new URL(request.url ?? '/', 'http://localhost').pathname)
  const size = file && (await sizeOf(file))
  if (!file || size === undefined) {
    response.writeHead(404, { 'Content-Type': 'text/plain', ...policy }).end('Not found')
    return
  }
  response.writeHead(200, {
    'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'Content-Length': size,
    'Cache-Control': file.includes(`${sep}assets${sep}`)
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    ...policy,
  })
  if (request.method === 'HEAD') response.end()
  else createReadStream(file).pipe(response)
})

/** The file that a path of the site names; undefined outside the folders. */
function fileOf(path) {
  const base = paths.find((candidate) => path.startsWith(candidate))
  if (base === undefined) return undefined
  const inside = decodeURIComponent(path.slice(base.length)) || 'index.html'
  const file = normalize(join(root, inside))
  return file.startsWith(root + sep) ? file : undefined
}

async function sizeOf(file) {
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() ? found.size : undefined
}

server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.address()
  for (const path of paths)
    console.log(`Serving ${values.folder} at http://localhost:${port}${path}`)
})
