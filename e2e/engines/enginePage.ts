import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { parseCsv, type Row } from '../playgroundPage'
import type { NamedFile } from '../userFiles'
import type { EngineTab, Role } from './engine'

/** The page in any engine, by the names of its controls. */
export class EnginePage {
  constructor(
    readonly tab: EngineTab,
    private readonly address: string,
  ) {}

  /** Opens a link (without the leading #) in a document of its own and waits until it can train. */
  async open(link: string): Promise<void> {
    await this.tab.goto('about:blank')
    await this.tab.goto(`${this.address}#${link}`)
    await this.waitForStatus('Ready')
  }

  click(role: Role, name: string): Promise<void> {
    return this.tab.click(role, name)
  }

  async waitForStatus(words: string, timeout = 60_000): Promise<void> {
    await expect.poll(() => this.text('[role=status]'), { timeout }).toContain(words)
  }

  /** What the first of these elements says, also where a driver takes it for hidden. */
  text(css: string): Promise<string> {
    return this.tab.run((at) => document.querySelector(at)?.textContent ?? '', css)
  }

  async step(): Promise<number> {
    return Number((await this.text('[data-testid=step]')).replaceAll(/\D/g, ''))
  }

  /** Trains to the link's `steps` and waits for it. */
  async trainToLimit(timeout = 100_000): Promise<void> {
    await this.click('button', 'Train')
    await this.waitForStatus('Done', timeout)
  }

  async trainPast(step: number): Promise<void> {
    await this.click('button', 'Train')
    await this.waitForStep(step)
  }

  async waitForStep(step: number): Promise<void> {
    await expect.poll(() => this.step(), { timeout: 60_000 }).toBeGreaterThanOrEqual(step)
  }

  async pause(): Promise<void> {
    await this.click('button', 'Pause')
    await this.waitForStatus('Paused')
  }

  async exportRows(item: 'Metrics (CSV)'): Promise<Row[]> {
    await this.click('button', 'Export')
    return parseCsv(await this.fileFrom(() => this.click('menuitem', item)))
  }

  /** What is in the file that an action saves on the disk. */
  async fileFrom(act: () => Promise<void>): Promise<string> {
    const { downloads } = this.tab
    await act()
    let text = ''
    const arrives = async () => {
      const names = await readdir(downloads)
      // A browser makes the file at once and fills it from one beside it.
      if (names.some((name) => /\.(part|wkdownload|crdownload)$/.test(name))) return 0
      text = names[0] === undefined ? '' : await readFile(join(downloads, names[0]), 'utf8')
      return text.length
    }
    await expect.poll(arrives, { timeout: 20_000, message: 'A file is saved.' }).toBeGreaterThan(0)
    // MiniBrowser saves nothing where there is a file of that name.
    for (const name of await readdir(downloads)) await rm(join(downloads, name))
    return text
  }

  /** The link that Share offers. */
  async sharedLink(): Promise<string> {
    await this.click('button', 'Share')
    const read = () =>
      this.tab.run(() => {
        const fields = document.querySelectorAll<HTMLInputElement>('[role=dialog] input')
        return [...fields].find(({ value }) => value.includes('#v='))?.value ?? ''
      })
    await expect.poll(read).toContain('#v=')
    const link = await read()
    await this.click('button', 'Share')
    return link
  }

  /** Drags the slider of a run to this share of its length. */
  async dragSlider(run: string, name: string, to: number): Promise<void> {
    const box = await this.tab.run(
      (runName, sliderName) => {
        const inputs = document.querySelectorAll<HTMLInputElement>(
          `section[aria-label="${runName}"] input[type=range]`,
        )
        const slider = [...inputs].find((input) => {
          const label = document.getElementById(input.getAttribute('aria-labelledby') ?? '')
          return label?.textContent?.trim() === sliderName
        })
        slider?.scrollIntoView({ block: 'center' })
        const { x, y, width, height } = slider?.getBoundingClientRect() ?? new DOMRect()
        return { x, y, width, height }
      },
      run,
      name,
    )
    expect(box.width, `The slider ${name} of ${run} is there.`).toBeGreaterThan(0)
    const at = (share: number) => ({ x: box.x + share * box.width, y: box.y + box.height / 2 })
    await this.tab.drag([at(0.6), at(0.5), at((0.5 + to) / 2), at(to)])
  }

  /** Drops files on the page, as a file manager does. */
  async drop(files: readonly NamedFile[]): Promise<void> {
    await this.tab.run(
      (list) => {
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
}
