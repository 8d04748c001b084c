import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { contentTypes } from '../../scripts/contentTypes.mjs'
import { contentSecurityPolicy } from '../../scripts/csp.mjs'

const CHUNK = 4096

/**
 * Serves a built page compressed, over a line that all requests share, workers' included: what the
 * browser's own throttling would slow for the page alone.
 * @param {string} folder
 * @param {{ bytesPerSecond: number, latencyMs: number }} line
 */
export async function serveSlowly(folder, { bytesPerSecond, latencyMs }) {
  const requests = []
  // When the line has handed over everything that was given to it.
  let freeAt = 0
  const send = async (response, body) => {
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
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = normalize(join(folder, path === '/' ? 'index.html' : path))
    const type = contentTypes[extname(file)]
    const plain = file.startsWith(folder + sep) ? await readFile(file).catch(() => null) : null
    await sleep(latencyMs)
    if (!plain) return response.writeHead(404).end()
    const body = type ? gzipSync(plain) : plain
    const entry = { path, bytes: body.length, askedAt: performance.now(), doneAt: Infinity }
    requests.push(entry)
    response.writeHead(200, {
      'Content-Type': type ?? 'application/octet-stream',
      'Content-Length': body.length,
      ...(type ? { 'Content-Encoding': 'gzip' } : {}),
      'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': contentSecurityPolicy(),
    })
    await send(response, body)
    entry.doneAt = performance.now()
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://localhost:${server.address().port}/`,
    /** What was asked for and has arrived. */
    arrived: () => requests.filter(({ doneAt }) => doneAt <= performance.now()),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
