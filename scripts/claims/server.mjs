import { spawn } from 'node:child_process'
import { createServer } from 'node:net'

/** The built page on a free port. */
export async function servePage() {
  const port = await freePort()
  const server = spawn('node', ['scripts/serve.mjs', '--port', String(port), '--path', '/'], {
    stdio: 'ignore',
  })
  const url = `http://localhost:${port}/`
  for (let attempt = 0; attempt < 100; attempt++) {
    const answers = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (answers) return { url, close: () => server.kill() }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  server.kill()
  throw new Error('The built page could not be served; run "npx vite build" first.')
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', () => resolve()))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}
