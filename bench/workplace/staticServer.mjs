import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { contentTypes } from '../../scripts/contentTypes.mjs'
import { contentSecurityPolicy } from '../../scripts/csp.mjs'

/** Pieces in which a slow line hands a file over. */
const CHUNK = 4096

/**
 * Serves a built page as most hosts do: compressed, with long lives for names that carry a hash.
 * @param {string} folder
 * @param {{ bytesPerSecond: number, latencyMs: number }} [line] one that all requests share, workers'
 *   included: what the browser's own throttling would slow for the page alone. Absent: as fast as it goes
 */
export async function serveBuilt(folder, line) {
  const packed = new Map()
  const bodyOf = async (file, isText) => {
    if (!packed.has(file)) {
      const body = await readFile(file).catch(() => undefined)
      packed.set(file, body && isText ? gzipSync(body) : body)
    }
    return packed.get(file)
  }
  const send = line ? sender(line) : async (response, body) => void response.end(body)
  const files = []
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = normalize(join(folder, path === '/' ? 'index.html' : path))
    const type = contentTypes[extname(file)]
    const body = file.startsWith(folder + sep) && (await bodyOf(file, type !== undefined))
    if (line) await sleep(line.latencyMs)
    if (!body) return response.writeHead(404).end()
    response.writeHead(200, {
      'Content-Type': type ?? 'application/octet-stream',
      'Content-Length': body.length,
      ...(type ? { 'Content-Encoding': 'gzip' } : {}),
      'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': contentSecurityPolicy(),
    })
    await send(response, body)
    files.push({ path, bytes: body.length })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://localhost:${server.address().port}/`,
    /** What has been handed out whole up to now, in bytes as they go over the line. */
    sent: () => [...files],
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Hands bodies over as such a line does. */
function sender({ bytesPerSecond }) {
  // When the line has handed over everything that was given to it.
  let freeAt = 0
  return async (response, body) => {
    for (let from = 0; from < body.length; from += CHUNK) {
      const chunk = body.subarray(from, from + CHUNK)
      const now = performance.now()
      freeAt = Math.max(freeAt, now) + (1000 * chunk.length) / bytesPerSecond
      await sleep(freeAt - now)
      if (response.destroyed) return
      response.write(chunk)
    }
    response.end()
  }
}
