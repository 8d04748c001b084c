import { readFile } from 'node:fs/promises'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { linkPreview } from './linkPreview.mjs'

const html = await readFile(new URL('../index.html', import.meta.url), 'utf8')

/** What is added to the page, as `name: value`. */
function added(site) {
  const tags = linkPreview(site).transformIndexHtml(html)
  return Object.fromEntries(
    tags.map(({ attrs }) => [
      attrs.property ?? attrs.name ?? attrs.rel,
      attrs.content ?? attrs.href,
    ]),
  )
}

describe('linkPreview', () => {
  it('says of the page what the page says of itself', () => {
    expect(added()).toMatchObject({
      'og:title': 'ALI-G Playground',
      'og:description': expect.stringMatching(/^Watch the ALI-G optimizer/),
    })
  })

  it('points at its own folder where it does not know where it will be', () => {
    expect(added()['og:image']).toBe('./preview.png')
    expect(added()).not.toHaveProperty('canonical')
  })

  it.each(['https://host/some/path', 'https://host/some/path/'])(
    'has whole addresses for a page at %s',
    (site) => {
      expect(added(site)).toMatchObject({
        'og:image': 'https://host/some/path/preview.png',
        'og:url': 'https://host/some/path/',
        canonical: 'https://host/some/path/',
      })
    },
  )

  it.each(['host/some/path', 'ftp://host/', ' '])('refuses "%s" as an address', (site) => {
    expect(() => added(site)).toThrow(/SITE_URL is .* has to be an address/)
  })

  it('has a picture of the size that it names', async () => {
    const picture = PNG.sync.read(await readFile(new URL('../public/preview.png', import.meta.url)))
    const { 'og:image:width': width, 'og:image:height': height } = added()
    expect([picture.width, picture.height].map(String)).toEqual([width, height])
  })
})
