/** Programs beside the browsers: a screen that nobody sees, ports, and how programs are ended. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { WINDOW } from './engine'

export interface Screen {
  /** For the environment variable DISPLAY. */
  readonly display: string
  readonly close: () => Promise<void>
}

export async function startScreen(): Promise<Screen> {
  // It chooses a free display and writes its number to file descriptor 3.
  const size = `${WINDOW.width}x${WINDOW.height}x24`
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const [display] = (await once(server.stdio[3]!, 'data')) as [Buffer]
  return { display: `:${display.toString().trim()}`, close: () => end(server) }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
  await gone
  clearTimeout(timer)
}
