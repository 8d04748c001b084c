/** Files that version 1 of the page exported can be opened and compared with. */
import { expect, test } from '@playwright/test'
import { PlaygroundPage } from '../playgroundPage'
import { expectCloseText, expectToldClose } from './closeness'
import { opened, readText, trainings } from './fixtures'
import { chooseFile, comparedRows, rowsOf } from './steps'

const NUMBERS_OF_ITS_OWN = 'v=1&model=softmax&examples=100&batch=10&run=adam'

for (const { file, link, rows } of opened()) {
  const id = file.replace('.json', '')
  const count = rowsOf(readText(`${id}.metrics.csv`)).length.toLocaleString('en-US')

  test(`${file} is opened, shown, trained again and found close`, async ({ page }) => {
    const playground = new PlaygroundPage(page)
    await playground.open(NUMBERS_OF_ITS_OWN)
    await chooseFile(page, 'Open file', file, readText(file))
    const comparison = page.getByRole('group', { name: 'Comparison' })
    await expect(comparison).toContainText(`Compared with ${file}.`)
    await expect(comparison).toContainText('No step has been trained on both sides yet.')
    await expect(playground.status).toContainText('Ready')
    await expect.poll(() => page.url().split('#')[1]).toBe(link)
    expect(await comparedRows(page)).toEqual(rows)

    await playground.trainToLimit()
    await expect(comparison).toContainText(`${count} rows`)
    expectToldClose(await comparison.innerText(), count)
    await expect(comparison).toContainText(
      'Initial weights, batch order and data have the same hashes.',
    )
    // The page's own runs have the numbers of the file, which are below them; of several seeds
    // each is a median, with its range behind it.
    const shown = await comparedRows(page)
    const half = shown.length / 2
    expect(shown.slice(half)).toEqual(rows.slice(half))
    for (const [i, own] of shown.slice(0, half).entries())
      for (const column of ['last loss', 'test accuracy'])
        expectCloseText(own[column]!.split(' ')[0]!, rows[half + i]![column]!.split(' ')[0]!)
  })

  test(`the metrics of ${id} are compared with a new training`, async ({ page }) => {
    const { metricsName } = trainings().find((training) => training.id === id)!
    const playground = new PlaygroundPage(page)
    await playground.open(link)
    await chooseFile(page, 'Compare with file', metricsName, readText(`${id}.metrics.csv`))
    const comparison = page.getByRole('group', { name: 'Comparison' })
    await expect(comparison).toContainText('No step has been trained on both sides yet.')
    await playground.trainToLimit()
    await expect(comparison).toContainText(`Compared with ${metricsName}.`)
    await expect(comparison).toContainText(`${count} rows`)
    expectToldClose(await comparison.innerText(), count)
    // Tables of several seeds have no hashes in their name.
    const hasHashes = /-[0-9a-f]{8}\.csv$/.test(metricsName)
    await expect(comparison.getByText('have the same hashes')).toHaveCount(hasHashes ? 1 : 0)
    const runs = rows.slice(rows.length / 2).map(({ run }) => run!.replace(file, metricsName))
    expect((await comparedRows(page)).slice(runs.length).map(({ run }) => run)).toEqual(runs)
  })
}
