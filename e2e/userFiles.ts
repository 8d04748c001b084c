/** Real images in files of MNIST's format that the page has never seen, made from packed ones. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync, gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { packedMnist } from './reference/packedMnist'

export interface NamedFile {
  readonly name: string
  readonly bytes: Buffer
}

const HEIGHT = 24
const WIDTH = 22

export function idx(sizes: readonly number[], body: Uint8Array): Buffer {
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

/** 600 digits of 21 x 19 in three colours, each digit with a shade of its own; no test files. */
export function colourFiles(): NamedFile[] {
  const [count, height, width] = [600, 21, 19]
  const { images, labels } = packedMnist(count)
  const pixels = new Uint8Array(count * height * width * 3)
  for (let i = 0, at = 0; i < count; i++)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const ink = images[i * 784 + (y + 4) * 28 + x + 5]!
        pixels.set([ink, 255 - ink, (ink * (labels[i]! + 3)) >> 4], at)
        at += 3
      }
  return [
    { name: 'colour-images', bytes: idx([count, height, width, 3], pixels) },
    { name: 'colour-labels', bytes: idx([count], labels) },
  ]
}

/** A grey PNG of 8 bits: signature, header, one compressed block of unfiltered rows, end. */
function png(width: number, height: number, pixels: Uint8Array): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const typed = Buffer.concat([Buffer.from(type), body])
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    check.writeUInt32BE(crc32(typed))
    return Buffer.concat([length, typed, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.of(0), pixels.subarray(y * width, (y + 1) * width)]),
  )
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Writes digits below `classes` as PNG files, `each` of them in a folder of its own. */
export async function writeImageFolder(
  folder: string,
  classes: number,
  each: number,
): Promise<void> {
  const { images, labels } = packedMnist(20 * classes * each)
  for (let digit = 0; digit < classes; digit++) {
    const place = join(folder, `digit ${digit}`)
    await mkdir(place, { recursive: true })
    const found = [...labels.keys()].filter((i) => labels[i] === digit).slice(0, each)
    for (const i of found)
      await writeFile(join(place, `${i}.png`), png(28, 28, images.subarray(i * 784, (i + 1) * 784)))
  }
}

/** Drops files of the disk, of any size. */
export async function dropFromDisk(page: Page, paths: readonly string[]): Promise<void> {
  const field = 'files to drop'
  await page.evaluate((label) => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true })
    input.ariaLabel = label
    document.body.append(input)
  }, field)
  const input = page.getByLabel(field)
  await input.setInputFiles([...paths])
  const transfer = await input.evaluateHandle((element: HTMLInputElement) => {
    const data = new DataTransfer()
    for (const file of element.files ?? []) data.items.add(file)
    element.remove()
    return data
  })
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer })
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
