/** WebKitGTK's MiniBrowser on a screen of its own, driven by WebKitWebDriver. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Builder, By, Origin, type WebDriver, type WebElement } from 'selenium-webdriver'
import type { Engine, EngineTab, Role } from './engine'
import { end, freePort, startScreen } from './processes'

export async function startWebKit(): Promise<Engine> {
  const first = await startDriver()
  const capabilities = await first.driver.getCapabilities()
  const tabs: Started[] = [first]
  let isFirst = true
  return {
    name: 'WebKit',
    version: `WebKitGTK ${capabilities.get('browserVersion') as string}`,
    // A driver has one session, and a session a profile that begins empty.
    async newTab() {
      const started = isFirst ? first : await startDriver()
      isFirst = false
      if (started !== first) tabs.push(started)
      return tabOf(started)
    },
    close: async () => {
      await Promise.all(tabs.map(({ close }) => close()))
    },
  }
}

interface Started {
  readonly driver: WebDriver
  readonly downloads: string
  readonly close: () => Promise<void>
}

async function startDriver(): Promise<Started> {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'))
  const downloads = join(home, 'Downloads')
  const started: (() => Promise<void>)[] = [
    () => rm(home, { recursive: true, force: true, maxRetries: 5 }),
  ]
  const close = async () => {
    for (const stop of started.splice(0).reverse()) await stop()
  }
  try {
    await mkdir(downloads)
    await mkdir(join(home, '.config'))
    // MiniBrowser asks GLib for the folder of downloads.
    await writeFile(join(home, '.config', 'user-dirs.dirs'), 'XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')
    const screen = await startScreen()
    started.push(screen.close)
    const port = await freePort()
    const server = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      env: {
        ...process.env,
        HOME: home,
        XDG_CONFIG_HOME: join(home, '.config'),
        DISPLAY: screen.display,
        GDK_BACKEND: 'x11',
        GSETTINGS_BACKEND: 'memory',
        NO_AT_BRIDGE: '1',
        // Containers seldom allow the namespaces that it is made of; only our own page is opened.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      },
    })
    started.push(() => end(server))
    const url = `http://127.0.0.1:${port}`
    await answers(`${url}/status`)
    const driver = await new Builder()
      .usingServer(url)
      .withCapabilities({ browserName: 'MiniBrowser' })
      .build()
    started.push(() => driver.quit().catch(() => undefined))
    return { driver, downloads, close }
  } catch (error) {
    await close()
    throw error
  }
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

/** Where elements of a role may be; what their role and name are is the browser's word. */
const ELEMENTS: Record<Role, string> = {
  button: 'button',
  menuitem: '[role=menuitem]',
  menuitemradio: '[role=menuitemradio]',
  slider: 'input[type=range], [role=slider]',
  region: 'section, [role=region]',
  textbox: 'input, textarea',
  group: '[role=group], fieldset',
  tab: '[role=tab]',
}

function tabOf({ driver, downloads, close }: Started): EngineTab {
  const find = (role: Role, name: string) => async () => {
    for (const element of await driver.findElements(By.css(ELEMENTS[role])))
      // One that was replaced meanwhile has no name any more.
      if ((await element.getAccessibleName().catch(() => '')) === name) return element
    return null
  }
  return {
    downloads,
    goto: (address) => driver.get(address),
    reload: () => driver.navigate().refresh(),
    run: (call, ...args) => driver.executeScript(call as never, ...args),
    async click(role, name) {
      const found = await driver.wait(find(role, name), 20_000, `There is no ${role} ${name}.`)
      await (found as WebElement).click()
    },
    async drag(points) {
      const [first, ...rest] = points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }))
      const at = { origin: Origin.VIEWPORT, duration: 100 }
      const moves = driver
        .actions()
        .move({ ...first!, ...at })
        .press()
      await rest
        .reduce((so, point) => so.move({ ...point, ...at }), moves)
        .release()
        .perform()
    },
    async resize(width, height) {
      // A window has bars beside the page, so it is as much larger.
      const size = () => driver.executeScript<[number, number]>('return [innerWidth, innerHeight]')
      const window = driver.manage().window()
      await window.setRect({ x: 0, y: 0, width, height })
      const [innerWidth, innerHeight] = await size()
      await window.setRect({
        ...{ x: 0, y: 0 },
        ...{ width: 2 * width - innerWidth, height: 2 * height - innerHeight },
      })
    },
    close,
  }
}
