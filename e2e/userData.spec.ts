import { gunzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { colourFiles, drop, fourFiles, writeImageFolder, type NamedFile } from './userFiles'
import { classes, clutter, file, writeFolder } from '../fixtures/userData/makeFolders'
import { bmp, brokenPng, gif, heic, jpeg, webp } from '../fixtures/userData/pictures'
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
    statistics: { mean: number[]; std: number[] }
    experiment: { data: { options: { sha256: string } } }
  }
  const pixels = gunzipSync(fourFiles()[0]!.bytes).subarray(16)
  const mean = pixels.reduce((sum, value) => sum + value / 255, 0) / pixels.length
  const squares = pixels.reduce((sum, value) => sum + (value / 255 - mean) ** 2, 0)
  expect(json.statistics.mean).toEqual([Number(mean.toFixed(4))])
  expect(json.statistics.std).toEqual([Number(Math.sqrt(squares / pixels.length).toFixed(4))])
  const { sha256 } = json.experiment.data.options
  expect(sha256).toMatch(/^[0-9a-f]{64}$/)

  const link = await playground.sharedLink()
  expect(link).toContain(`data=own,sha256:${sha256},height:24,width:22,train:2000,test:500`)

  // The same browser has kept the files.
  const again = new PlaygroundPage(await context.newPage())
  await again.open(link.split('#')[1])
  await again.openSettings()
  await expect(again.page.getByRole('group', { name: bar })).toContainText('2,000 training')
})

const onBothBackends: readonly (readonly [string, string, () => NamedFile[], string])[] = [
  ['in grey, odd sizes', 'model=mlp&width=32', fourFiles, '22 x 24 in grey'],
  ['in colour', 'model=cnn&kernel=3&width=4', colourFiles, '19 x 21 in colour'],
]

for (const [title, model, files, words] of onBothBackends)
  test(`images ${title} train alike on WebAssembly and WebGPU`, async ({ page }) => {
    const playground = new PlaygroundPage(page)
    const runs = 'run=alig,maxLr:0.1&run=sgd&run=adam'
    await playground.open(`v=1&backend=wasm&${model}&batch=25&noise=0.1&steps=20&eval=1000&${runs}`)
    await drop(page, files())
    await expect(page.getByRole('group', { name: bar })).toContainText(words)
    await expect(playground.status).toContainText('Ready')
    await playground.trainToLimit()
    const onWasm = await playground.exportRows('Metrics (CSV)')
    const { hash } = new URL(await playground.sharedLink())
    await page.goto('about:blank')
    // The browser has kept the files: the same link opens on them.
    await playground.open(hash.slice(1).replace('backend=wasm', 'backend=webgpu'))
    await expect(page.getByTestId('backend')).toHaveText('webgpu')
    await playground.trainToLimit()
    const onGpu = await playground.exportRows('Metrics (CSV)')
    for (const run of [0, 1, 2]) {
      const [wasm, gpu] = [onWasm, onGpu].map((rows) => numbers(rows, run, 'loss'))
      expect(gpu).toHaveLength(20)
      gpu!.forEach((loss, step) =>
        expect(Math.abs(loss / wasm![step]! - 1), `run ${run}, step ${step}`).toBeLessThan(1e-3),
      )
    }
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

test('a folder as people have it: what was understood is shown before training', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page)
  await playground.open('v=1&backend=wasm&batch=20&eval=20&steps=40')
  const place = test.info().outputPath('pets')
  const both = ['cat', 'dog']
  await writeFolder(place, [
    ...classes('data/train', 20, both),
    ...classes('data/val', 4, both),
    ...classes('data/test', 5, ['cat', 'Dog']),
    ...clutter('data/train'),
    file('data/train/cat/a.jpg', jpeg()),
    file('data/train/cat/b.gif', gif()),
    file('data/train/dog/c.webp', webp()),
    file('data/train/dog/d.bmp', bmp()),
    file('data/train/dog/from a phone.heic', heic()),
    file('data/train/dog/\u202egpj.broken.png', brokenPng()),
    file('data/README.md', 'Pets of the neighbourhood'),
  ])
  await drop(page, fourFiles())
  const facts = page.getByRole('region', { name: 'Experiment' }).getByRole('group', { name: bar })
  await expect(facts).toContainText('10 classes')
  await page.getByLabel('Choose a folder of your own data').setInputFiles(place)
  await expect(facts).toContainText('44 training and 10 test images, 8 x 8 in colour, 2 classes')
  await expect(playground.status).toContainText('Ready')
  const parts = facts.getByRole('list', { name: 'Parts of your data' }).getByRole('listitem')
  await expect(parts).toHaveText([
    'train: 44 images, for training',
    'test: 10 images, for testing',
    'val: 8 images, left out',
  ])
  await expect(facts).toContainText(
    '"dog" and "Dog" differ in upper and lower case only: one class',
  )
  const leftOut = facts.getByRole('group', { name: 'Left out' })
  await expect(leftOut).toContainText(
    'data/val/ (8 images): for validation; "test" is used for testing',
  )
  await expect(leftOut).toContainText('from a phone.heic: a HEIC or HEIF picture')
  await expect(leftOut).toContainText('\\u202egpj.broken.png: cannot be read: damaged')
  await expect(leftOut).toContainText('and 7 more: hidden, or put there by a program')
  await facts.getByText('Classes: cat and dog').click()
  await expect(facts.getByRole('row', { name: 'cat 22 5' })).toBeVisible()
  await leftOut.getByText('Everything that is left out').click()
  await expect(leftOut).toContainText('pets/data/train/dog/.thumbnails/')
  expect((await new AxeBuilder({ page }).include('#experiment').analyze()).violations).toEqual([])
  await playground.trainToLimit()
})

test('a reader that is gone can be cancelled, and blocks no later drop', async ({ page }) => {
  const playground = new PlaygroundPage(page)
  await playground.open('v=1&backend=wasm&batch=50&steps=50')
  // Stands for a worker that the browser has killed: it neither answers nor fails.
  await page.route(/userData\.worker/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  )
  await drop(page, fourFiles())
  const reading = page.getByRole('group', { name: 'Reading your files' })
  await expect(reading).toBeVisible()
  await drop(page, fourFiles())
  await expect(page.getByText('Files are being read already.')).toBeVisible()
  await page.unroute(/userData\.worker/)
  await reading.getByRole('button', { name: 'Cancel' }).click()
  await expect(reading).toBeHidden()
  await drop(page, fourFiles())
  await expect(page.getByRole('group', { name: bar })).toContainText('2,000 training')
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
  await expect(playground.status).toContainText('Done')
  expect(await playground.exportText('Metrics (CSV)')).toBe(rows)
})
