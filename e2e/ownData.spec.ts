import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { drop, fourFiles, writeImageFolder } from './ownFiles'
import { numbers, PlaygroundPage } from './playgroundPage'

const bar = 'Your own data'

test('four files of an unknown set are dropped, train, and come back by their link', async ({
  page,
  context,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open('v=1&backend=wasm&batch=50&eval=50&steps=200')
  await drop(page, fourFiles())
  const facts = page.getByRole('group', { name: bar })
  await expect(facts).toContainText(
    '2,000 training and 500 test images, 22 x 24 in grey, 10 classes',
  )
  await expect(facts).toContainText(/mean 0\.\d+, standard deviation 0\.\d+/)
  await expect(playground.status).toContainText('Ready')
  await playground.trainToLimit()
  const accuracies = numbers(await playground.exportRows('Evaluations (CSV)'), 0, 'test_accuracy')
  expect(accuracies.at(-1)).toBeGreaterThan(0.8)
  const json = JSON.parse(await playground.exportText('Experiment (JSON)')) as {
    statistics: { mean: number[] }
    experiment: { data: { options: { sha256: string } } }
  }
  // White paper: the images are bright.
  expect(json.statistics.mean[0]).toBeGreaterThan(0.6)
  const { sha256 } = json.experiment.data.options
  expect(sha256).toMatch(/^[0-9a-f]{64}$/)

  const link = await playground.sharedLink()
  expect(link).toContain(`data=own,sha256:${sha256},height:24,width:22,train:2000,test:500`)

  // The same browser has kept the files.
  const again = new PlaygroundPage(await context.newPage())
  await again.open(link.split('#')[1])
  await expect(again.page.getByRole('group', { name: bar })).toContainText('2,000 training')
})

test('a link to data that are not here asks for them, and for no others', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  const sha256 = 'ab'.repeat(32)
  await page.goto(
    `./#v=1&backend=wasm&data=own,sha256:${sha256},classes:3,train:50,test:9&batch=20`,
  )
  await expect(playground.status).toContainText('Waiting for your files')
  const ask = page.getByRole('group', { name: 'Files to choose' })
  await expect(ask).toContainText('50 training and 9 test images, 28 x 28 in grey, 3 classes')
  await playground.train.click()
  await expect(playground.train).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  const [images, labels] = fourFiles()
  await page
    .getByLabel('Choose files of your own data')
    .first()
    .setInputFiles(
      [images!, labels!].map(({ name, bytes }) => ({
        ...{ name, buffer: bytes, mimeType: 'application/octet-stream' },
      })),
    )
  await expect(page.getByRole('alert')).toContainText('These files are other data than the link')
  await page.getByRole('button', { name: 'Use them anyway, as a new experiment' }).click()
  await expect(playground.status).toContainText('Ready')
  await expect(page.getByRole('group', { name: bar })).toContainText(
    'the last 10 % (200 images) are held out',
  )
})

test('a folder of pictures becomes a data set, a class for each folder in it', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('v=1&backend=wasm&batch=20&eval=20&steps=60')
  const folder = test.info().outputPath('digits')
  await writeImageFolder(folder, 3, 100)
  await drop(page, fourFiles())
  const facts = page.getByRole('region', { name: 'Experiment' }).getByRole('group', { name: bar })
  await expect(facts).toContainText('10 classes')
  await page.getByLabel('Choose a folder of your own data').setInputFiles(folder)
  await expect(facts).toContainText('270 training and 30 test images, 28 x 28 in grey, 3 classes')
  await expect(playground.status).toContainText('Ready')
  await playground.trainToLimit()
  const accuracies = numbers(await playground.exportRows('Evaluations (CSV)'), 0, 'test_accuracy')
  expect(accuracies.at(-1)).toBeGreaterThan(0.8)
})

test('a broken file gets its sentence, and the experiment stays', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('v=1&backend=wasm&examples=500&steps=30')
  await playground.trainToLimit()
  const rows = await playground.exportText('Metrics (CSV)')
  const [, labels, images] = fourFiles()
  await drop(page, [labels!, { ...images!, bytes: images!.bytes.subarray(0, -7) }])
  await expect(page.getByText(/t10k-images-idx3-ubyte" is cut short/)).toBeVisible()
  await drop(page, [{ name: 'set.zip', bytes: Buffer.from([0x50, 0x4b, 3, 4, 9, 9]) }])
  await expect(page.getByText(/"set\.zip" is a ZIP archive\. Unpack it/)).toBeVisible()
  await expect(playground.status).toContainText('Finished')
  expect(await playground.exportText('Metrics (CSV)')).toBe(rows)
})
