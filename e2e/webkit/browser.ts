/** WebKitGTK's MiniBrowser on a screen of its own, driven by WebKitWebDriver. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Builder, type WebDriver } from 'selenium-webdriver'
import { missingForWebKit } from '../../scripts/webkit.mjs'

export interface WebKitBrowser {
  readonly driver: WebDriver
  /** Where files go that the page offers for download. */
  readonly downloads: string
  readonly close: () => Promise<void>
}

/** Why the tests in WebKit cannot run here, as a sentence; null where they can. */
export function whyNoWebKit(): string | null {
  const missing = missingForWebKit()
  if (missing.length === 0) return null
  return `WebKit is not installed here: ${missing.join(' and ')} of Debian or Ubuntu.`
}

export async function startWebKit(): Promise<WebKitBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'))
  const downloads = join(home, 'Downloads')
  const started: ChildProcess[] = []
  const close = async () => {
    await Promise.all(started.map(end))
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await mkdir(downloads)
    await mkdir(join(home, '.config'))
    // MiniBrowser asks GLib for the folder of downloads.
    await writeFile(join(home, '.config', 'user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')

    // It chooses a free display and writes its number to file descriptor 3.
    const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    started.unshift(screen)
    const [display] = (await once(screen.stdio[3]!, 'data')) as [Buffer]

    const port = await freePort()
    const server = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      env: {
        ...process.env,
        HOME: home,
        XDG_CONFIG_HOME: join(home, '.config'),
        DISPLAY: `:${display.toString().trim()}`,
        GDK_BACKEND: 'x11',
        GSETTINGS_BACKEND: 'memory',
        NO_AT_BRIDGE: '1',
        // Containers seldom allow the namespaces that it is made of; only our own page is opened.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      },
    })
    started.unshift(server)
    const url = `http://127.0.0.1:${port}`
    await answers(`${url}/status`)
    const driver = await new Builder()
      .usingServer(url)
      .withCapabilities({ browserName: 'MiniBrowser' })
      .build()
    return {
      driver,
      downloads,
      close: async () => {
        await driver.quit().catch(() => undefined)
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url: string): Promise<void> {
  for (const end = Date.now() + 30_000; ;) {
    try {
      if ((await fetch(url)).ok) return
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill()
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
  await gone
  clearTimeout(timer)
}
