import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { PlaygroundPage } from './playgroundPage'

const LINK =
  'model=softmax&examples=500&batch=50&steps=20&backend=wasm&run=alig&run=sgd' +
  '&view.strip=alig,sgd&view.stripRange=0.01:1&view.stripValues=2&view.stripEpochs=1'

test('a strip leaves as a folder of programs, and its results come back', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open(LINK)
  const strip = page.getByRole('region', { name: 'Robustness strip' })
  const download = page.waitForEvent('download')
  await strip.getByRole('button', { name: 'Export for a cluster', exact: true }).click()
  const zip = await download
  expect(zip.suggestedFilename()).toBe('alig-playground-sweep.zip')
  const files = unzipSync(await readFile(await zip.path()))
  const text = (name: string) => strFromU8(files[`alig-playground-sweep/${name}`]!)
  const trials = text('trials.csv').trim().split('\n')
  expect(trials).toHaveLength(1 + 4)
  expect(text('README.md')).toContain('view.strip=alig')

  await strip.getByRole('button', { name: 'Run the strip', exact: true }).click()
  await expect(strip.getByText('The strip is done: 2 values')).toBeVisible({ timeout: 90_000 })
  // As a worker would have written it: three good ones and a failure.
  const rows = trials.map((line, i) => {
    if (i === 0) return `${line},train_loss,test_loss,test_accuracy,diverged_at,status,backend`
    return i === 4 ? `${line},,,,7,diverged,torch` : `${line},0.5,0.5,0.75,,ok,torch`
  })
  const drop = async (name: string, content: string) => {
    const data = await page.evaluateHandle(
      ([file, body]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([body!], file!))
        return transfer
      },
      [name, content],
    )
    await page.dispatchEvent('body', 'drop', { dataTransfer: data })
  }
  await drop('results.csv', rows.join('\n'))
  const results = strip.getByRole('region', { name: 'Results in "results.csv"' })
  await expect(results).toContainText('4 trainings, 1 of them diverged.')
  await expect(results).toContainText('The page has trained 4 of them, too. Largest difference')
  await expect(results.getByRole('figure', { name: 'Test accuracy in the file' })).toBeVisible()

  await drop('results.csv', rows.join('\n').replace(',0.75,', ',high,'))
  await expect(page.getByText('row 2 has "high" as its test_accuracy')).toBeVisible()
  await results.getByRole('button', { name: 'Put these results away' }).click()
  await expect(results).toHaveCount(0)
})
