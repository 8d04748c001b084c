/**
 * Real files that the project has not packed: the four gzipped IDX files of Fashion-MNIST are
 * dropped on the page, which trains on all 60,000 images. FASHION_MNIST names their folder; under
 * Debian they come with the package dataset-fashion-mnist, in /usr/share/datasets/fashion-mnist.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { bestOf, learnedBy, writeDown } from './learned'
import { dropFromDisk } from './userFiles'
import { PlaygroundPage } from './playgroundPage'

const FILES = ['train-images-idx3', 'train-labels-idx1', 't10k-images-idx3', 't10k-labels-idx1']
const RUNS = 'run=alig,maxLr:0.1&run=sgd&run=adam'

const CASES = [
  {
    title: 'CNN (kernel 5, width 8) on Fashion-MNIST as files of your own, 3 epochs',
    link: `model=cnn&examples=60000&steps=1800&eval=600&backend=wasm&${RUNS}`,
  },
  {
    title: 'MLP on Fashion-MNIST as files of your own, 5 epochs',
    link: `examples=60000&steps=3000&eval=600&backend=wasm&${RUNS}`,
  },
]

const folder = process.env['FASHION_MNIST']
const paths = FILES.map((name) => join(folder ?? '', `${name}-ubyte.gz`))
const missing = paths.find((path) => !existsSync(path))
if (folder === undefined)
  console.log(
    'Fashion-MNIST is left out: set FASHION_MNIST to the folder of its four .gz files to train on it.',
  )
else if (missing !== undefined)
  throw new Error(`FASHION_MNIST names a folder without ${missing}. Name that of its four files.`)
else
  for (const { title, link } of CASES)
    test(title, async ({ page }) => {
      const playground = new PlaygroundPage(page)
      await playground.open(link)
      const start = Date.now()
      await dropFromDisk(page, paths)
      await expect(page.getByRole('progressbar', { name: /Reading|Checking/ })).toBeVisible()
      const facts = page
        .getByRole('region', { name: 'Experiment' })
        .getByRole('group', { name: 'Your own data' })
      await expect(facts).toContainText(
        '60,000 training and 10,000 test images, 28 x 28 in grey, 10 classes',
        { timeout: 120_000 },
      )
      await expect(playground.status).toContainText('Ready', { timeout: 120_000 })
      const seconds = (Date.now() - start) / 1000
      // Its published mean and standard deviation.
      await expect(facts).toContainText('mean 0.286, standard deviation 0.353')

      await playground.trainToLimit(80 * 60_000)
      const runs = await learnedBy(playground)
      const note = `From the drop to ready: ${seconds.toFixed(1)} s.`
      const shared = (await playground.sharedLink()).split('#')[1]!
      await writeDown({ title, link: shared, backend: 'WebAssembly', runs, note })
      expect(bestOf(runs)).toBeGreaterThanOrEqual(0.84)
    })
