import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

export type Row = Readonly<Record<string, string>>

/** The page as a person uses it: by the names of its controls. */
export class PlaygroundPage {
  readonly train: Locator
  readonly pause: Locator
  readonly status: Locator

  constructor(readonly page: Page) {
    this.train = page.getByRole('button', { name: 'Train', exact: true })
    this.pause = page.getByRole('button', { name: 'Pause', exact: true })
    // The first on the page: panels that take their time have one of their own.
    this.status = page.getByRole('status').first()
  }

  /** Opens a link (without the leading #) and waits until it can train. */
  async open(link = ''): Promise<void> {
    await this.page.goto(`./#${link}`)
    await expect(this.status).toContainText('Ready')
  }

  /** Opens the drawer with the whole form, where it is not open yet. */
  async openSettings(): Promise<void> {
    const button = this.page.getByRole('button', { name: 'All settings', exact: true })
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click()
    await expect(this.page.getByRole('region', { name: 'Experiment', exact: true })).toBeVisible()
  }

  async closeSettings(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close all settings' }).click()
  }

  /** Shows a panel below the charts. */
  async openTab(name: string): Promise<void> {
    await this.page.getByRole('tab', { name, exact: true }).click()
  }

  /** Unfolds what is folded in the card of a run. */
  async openMore(run: string): Promise<void> {
    const more = this.run(run).locator('details.card__more:not([open]) > summary')
    if ((await more.count()) > 0) await more.click()
  }

  run(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  chart(name: string): Locator {
    return this.page.getByRole('figure', { name, exact: true })
  }

  /** Trains to the link's `steps` and waits for it. */
  async trainToLimit(timeout = 60_000): Promise<void> {
    await this.train.click()
    await expect(this.status).toContainText('Done', { timeout })
  }

  /** Trains until the step counter has reached this number. */
  async trainPast(step: number): Promise<void> {
    await this.train.click()
    await this.waitForStep(step)
  }

  async waitForStep(step: number): Promise<void> {
    await expect.poll(() => this.step(), { timeout: 60_000 }).toBeGreaterThanOrEqual(step)
  }

  async step(): Promise<number> {
    const text = await this.page.getByTestId('step').textContent()
    return Number(text?.replaceAll(/\D/g, ''))
  }

  async pauseTraining(): Promise<void> {
    await this.pause.click()
    await expect(this.train).toBeVisible()
    await expect(this.status).toContainText('Paused')
  }

  /** Text of a file from the Export menu. */
  async exportText(item: string): Promise<string> {
    await this.page.getByRole('button', { name: 'Export', exact: true }).click()
    const download = this.page.waitForEvent('download')
    await this.page.getByRole('menuitem', { name: item, exact: true }).click()
    return readFile(await (await download).path(), 'utf8')
  }

  async exportRows(item: 'Metrics (CSV)' | 'Evaluations (CSV)'): Promise<Row[]> {
    return parseCsv(await this.exportText(item))
  }

  /** The link that Share offers. */
  async sharedLink(): Promise<string> {
    await this.page.getByRole('button', { name: 'Share', exact: true }).click()
    const link = await this.page.getByRole('textbox', { name: 'Link' }).inputValue()
    await this.page.keyboard.press('Escape')
    return link
  }
}

export function parseCsv(text: string): Row[] {
  const [head, ...lines] = text.trimEnd().split('\n')
  const columns = head!.trim().split(',')
  return lines.map((line) => {
    const cells = line.trim().split(',')
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]!]))
  })
}

/** One column of one run as numbers, in the order of the steps. */
export function numbers(rows: readonly Row[], run: number, column: string): number[] {
  return rows.filter((row) => row['run'] === String(run)).map((row) => Number(row[column]))
}

/** A metrics table without the one column that differs between two equal trainings. */
export function withoutSeconds(rows: readonly Row[]): Row[] {
  return rows.map(({ seconds: _, ...row }) => row)
}
