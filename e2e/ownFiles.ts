/** Real images in files of MNIST's format that the page has never seen, made from packed ones. */
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { packedMnist } from './reference/packedMnist'

export interface NamedFile {
  readonly name: string
  readonly bytes: Buffer
}

export const HEIGHT = 24
export const WIDTH = 22

function idx(sizes: readonly number[], body: Uint8Array): Buffer {
  const head = Buffer.alloc(4 + 4 * sizes.length)
  head.set([0, 0, 8, sizes.length])
  sizes.forEach((size, i) => head.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([head, body])
}

/** Digits, white turned to black and cut to 24 x 22: another set in the same format. */
function cut(images: Uint8Array, count: number): Uint8Array {
  const result = new Uint8Array(count * HEIGHT * WIDTH)
  for (let i = 0; i < count; i++)
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++)
        result[(i * HEIGHT + y) * WIDTH + x] = 255 - images[i * 784 + (y + 2) * 28 + x + 3]!
  return result
}

/** Four files, two of them gzipped: 2,000 training and 500 test images. */
export function fourFiles(): NamedFile[] {
  const { images, labels } = packedMnist(2500)
  const [train, test] = [2000, 500]
  return [
    {
      name: 'set-train-images-idx3-ubyte.gz',
      bytes: gzipSync(idx([train, HEIGHT, WIDTH], cut(images, train))),
    },
    { name: 'set-train-labels-idx1-ubyte', bytes: idx([train], labels.subarray(0, train)) },
    {
      name: 'set-t10k-images-idx3-ubyte',
      bytes: idx([test, HEIGHT, WIDTH], cut(images.subarray(train * 784), test)),
    },
    {
      name: 'set-t10k-labels-idx1-ubyte.gz',
      bytes: gzipSync(idx([test], labels.subarray(train, train + test))),
    },
  ]
}

/** Drops files in the middle of the page, as a file manager does. */
export async function drop(page: Page, files: readonly NamedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer()
      for (const { name, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        data.items.add(new File([bytes], name))
      }
      return data
    },
    files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
  )
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer })
}
