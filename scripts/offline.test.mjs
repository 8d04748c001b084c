import { readFile } from 'node:fs/promises'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { manifest } from './offline.mjs'

const publicFile = (path) => readFile(new URL(`../public/${path}`, import.meta.url))
const pictures = manifest.icons.filter(({ type }) => type === 'image/png')

describe('the icons of the manifest', () => {
  it.each(pictures.map(({ src, sizes, purpose }) => ({ src, sizes, purpose })))(
    '$src is $sizes, and fills its square where a system cuts it ($purpose)',
    async ({ src, sizes, purpose }) => {
      const { width, height, data } = PNG.sync.read(await publicFile(src))
      expect(`${width}x${height}`).toBe(sizes)
      const isCornerFilled = data[3] === 255
      expect(isCornerFilled).toBe(purpose === 'maskable')
    },
  )

  it('have the sizes that systems ask for, whole and to be cut', () => {
    for (const purpose of ['any', 'maskable'])
      expect(pictures.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes)).toEqual(
        ['192x192', '512x512'],
      )
  })
})

it('names addresses below its own folder alone', () => {
  const addresses = [manifest.start_url, manifest.scope, ...manifest.icons.map(({ src }) => src)]
  for (const address of addresses) expect(address).toMatch(/^\.\//)
})
