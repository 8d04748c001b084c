/** What both the making of the fixtures and the tests do on the page. */
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'
import { idx, type NamedFile } from '../userFiles'
import { parseCsv, type PlaygroundPage, type Row } from '../playgroundPage'
import type { ComparedRow } from './fixtures'

/** A file from the Export menu, with the name that the page gives it. */
export async function exportFile({ page }: PlaygroundPage, item: string) {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  const started = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: item, exact: true }).click()
  const download = await started
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

/** Chooses a file in the dialog of the saved experiments. */
export async function chooseFile(
  page: Page,
  button: 'Open file' | 'Compare with file',
  name: string,
  text: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Saved', exact: true }).click()
  await page
    .getByLabel(`${button}: choose`)
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
}

/** Opens the dialog of the saved experiments; its items, the latest first. */
export async function savedItems(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Saved', exact: true }).click()
  return page.getByRole('dialog', { name: 'Saved experiments' }).getByRole('listitem')
}

const BY_THE_CLOCK = /second|steps\/s/

/** Words in the table's cells that are not the numbers and settings of the run itself. */
const BESIDE_THE_VALUE = /(; since then: .*|; from .*| best)$/

/** The table that compares runs, by the titles of its columns. */
export async function comparedRows(page: Page): Promise<ComparedRow[]> {
  const table = page.getByRole('table', { name: 'Compare runs' })
  const { titles, rows } = await table.evaluate((element: HTMLTableElement) => {
    const textOf = (cell: HTMLElement) => cell.innerText.replaceAll(/\s+/g, ' ').trim()
    return {
      titles: Array.from(element.tHead!.rows[0]!.cells, textOf),
      rows: Array.from(element.tBodies[0]!.rows, (row) => Array.from(row.cells, textOf)),
    }
  })
  return rows.map((cells) =>
    Object.fromEntries(
      titles
        .map((title, i) => [title, cells[i]!.replace(BESIDE_THE_VALUE, '')] as const)
        .filter(([title]) => !BY_THE_CLOCK.test(title)),
    ),
  )
}

/** Trains so many further steps, ten at a time, and pauses. */
export async function advance(playground: PlaygroundPage, steps: number): Promise<void> {
  const { page } = playground
  const end = (await playground.step()) + steps
  while ((await playground.step()) < end) {
    const next = (await playground.step()) + 10
    await page.getByRole('button', { name: 'Advance' }).click()
    await page.getByRole('menuitem', { name: '10 steps' }).click()
    await expect.poll(() => playground.step()).toBe(next)
    await expect(playground.status).toContainText('Paused')
    await page.keyboard.press('Escape')
  }
}

/** A table of lines as rows, without the column that differs between two equal trainings. */
export const rowsOf = (text: string): Row[] =>
  parseCsv(text).map(({ seconds: _, ...row }) => row as Row)

export const linesOf = (text: string): string[] => text.trimEnd().split('\n')

/** A set of a person's own: 60 training and 20 test images of three classes, 8 x 8 in grey. */
export function ownSet(): NamedFile[] {
  const images = (count: number, shift: number) =>
    Uint8Array.from({ length: count * 64 }, (_, i) => {
      const [image, x, y] = [i >> 6, i & 7, (i >> 3) & 7]
      const stripe = [x, y, x + y][image % 3]!
      return (stripe & 2) * 90 + ((i * 37 + shift) % 60)
    })
  const labels = (count: number) => Uint8Array.from({ length: count }, (_, i) => i % 3)
  return [
    { name: 'stripes-train-images-idx3-ubyte', bytes: idx([60, 8, 8], images(60, 0)) },
    { name: 'stripes-train-labels-idx1-ubyte', bytes: idx([60], labels(60)) },
    { name: 'stripes-t10k-images-idx3-ubyte', bytes: idx([20, 8, 8], images(20, 11)) },
    { name: 'stripes-t10k-labels-idx1-ubyte', bytes: idx([20], labels(20)) },
  ]
}
