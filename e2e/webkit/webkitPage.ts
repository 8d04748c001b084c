import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { By, type WebElement } from 'selenium-webdriver'
import type { WebKitBrowser } from './browser'

/** The page in WebKit, by the names of its controls. */
export class WebKitPage {
  constructor(
    private readonly browser: WebKitBrowser,
    private readonly address: string,
  ) {}

  /** Opens a link (without the leading #) and waits until it can train. */
  async open(link: string): Promise<void> {
    await this.browser.driver.get(`${this.address}#${link}`)
    await this.waitForStatus('Ready')
  }

  async waitForStatus(words: string, timeout = 60_000): Promise<void> {
    // Not `getText`: the driver takes what is in a box of `display: contents` for hidden.
    const read = () =>
      this.browser.driver.executeScript<string>(
        'return document.querySelector("[role=status]")?.textContent ?? ""',
      )
    await expect.poll(read, { timeout }).toContain(words)
  }

  /** Trains to the link's `steps` and waits for it. */
  async trainToLimit(timeout = 60_000): Promise<void> {
    await (await this.control('button', 'Train')).click()
    await this.waitForStatus('Finished', timeout)
  }

  /** Text of a file from the Export menu. */
  async exportText(item: string): Promise<string> {
    const { downloads, driver } = this.browser
    const before = await readdir(downloads)
    await (await this.control('button', 'Export')).click()
    await (await this.control('menuitem', item)).click()
    const arrived = async () =>
      (await readdir(downloads)).find(
        (name) => !before.includes(name) && !name.endsWith('.wkdownload'),
      )
    const name = await driver.wait(arrived, 20_000, `No file came from ${item}.`)
    return readFile(join(downloads, name!), 'utf8')
  }

  /** Drops files on the page, as a file manager does. */
  async drop(files: readonly { readonly name: string; readonly bytes: Buffer }[]): Promise<void> {
    await this.browser.driver.executeScript(
      (list: readonly { readonly name: string; readonly base64: string }[]) => {
        const dataTransfer = new DataTransfer()
        for (const { name, base64 } of list) {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
          dataTransfer.items.add(new File([bytes], name))
        }
        const dropped = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer })
        document.querySelector('main')!.dispatchEvent(dropped)
      },
      files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
    )
  }

  /** Text of the group with this name, once it is there. */
  async textOfGroup(name: string): Promise<string> {
    return (await this.control('group', name)).getText()
  }

  private async control(role: keyof typeof ELEMENTS, name: string): Promise<WebElement> {
    const { driver } = this.browser
    const find = async () => {
      for (const element of await driver.findElements(By.css(ELEMENTS[role])))
        // One that was replaced meanwhile has no name any more.
        if ((await element.getAccessibleName().catch(() => '')) === name) return element
      return null
    }
    return (await driver.wait(find, 20_000, `There is no ${role} named ${name}.`))!
  }
}

const ELEMENTS = { button: 'button', menuitem: '[role=menuitem]', group: '[role=group]' }
