/** A static host of its own, which can be stopped and can get another version of the page. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const SERVE = fileURLToPath(new URL('../scripts/serve.mjs', import.meta.url))

export class Site {
  private constructor(
    private readonly server: ChildProcess,
    /** Addresses of the page, in the order of the paths. */
    readonly addresses: readonly string[],
  ) {}

  /**
   * @param paths where on the host the page is to be, each beginning and ending in a slash
   * @param folder of the built page; `dist` where there is none
   */
  static async start(paths: readonly string[], folder?: string): Promise<Site> {
    const args = [
      ...['--port', '0'],
      ...paths.flatMap((path) => ['--path', path]),
      ...(folder === undefined ? [] : ['--folder', folder]),
    ]
    const server = spawn(process.execPath, [SERVE, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const found: string[] = []
    for await (const line of createInterface(server.stdout)) {
      found.push(line.slice(line.indexOf('http://')))
      if (found.length === paths.length) break
    }
    if (found.length < paths.length) throw new Error('The server did not start.')
    const addresses = paths.map((path) => found.find((at) => new URL(at).pathname === path)!)
    return new Site(server, addresses)
  }

  async stop(): Promise<void> {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return
    const gone = once(this.server, 'exit')
    this.server.kill()
    await gone
  }
}
