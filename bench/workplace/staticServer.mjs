import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { contentTypes } from '../../scripts/contentTypes.mjs'
import { contentSecurityPolicy } from '../../scripts/csp.mjs'

/**
 * Serves a built page as most hosts do: compressed, with long lives for names that carry a hash.
 * @param {string} folder
 */
export async function serveBuilt(folder) {
  const packed = new Map()
  const bodyOf = async (file, isText) => {
    if (!packed.has(file)) {
      const body = await readFile(file).catch(() => undefined)
      packed.set(file, body && isText ? gzipSync(body) : body)
    }
    return packed.get(file)
  }
  let sent = 0
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = normalize(join(folder, path === '/' ? 'index.html' : path))
    const type = contentTypes[extname(file)]
    const body = file.startsWith(folder + sep) && (await bodyOf(file, type !== undefined))
    if (!body) return response.writeHead(404).end()
    response.writeHead(200, {
      'Content-Type': type ?? 'application/octet-stream',
      'Content-Length': body.length,
      ...(type ? { 'Content-Encoding': 'gzip' } : {}),
      'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': contentSecurityPolicy(),
    })
    response.end(body)
    sent += body.length
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://localhost:${server.address().port}/`,
    /** Bytes handed out up to now, as they go over the line. */
    sent: () => sent,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
