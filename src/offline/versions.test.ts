import { describe, expect, it } from 'vitest'
import { memoryCaches } from './caches.fixture'
import { cacheNameOf, forgetOldVersions, strangers } from './versions'

const SCOPE = 'https://host/some/path/'
const [OLD, NEW] = ['a', 'b'].map((revision) => cacheNameOf(SCOPE, [{ url: 'x', revision }])) as [
  string,
  string,
]
const ELSEWHERE = cacheNameOf('https://host/', [{ url: 'x', revision: 'a' }])
const page = (version: string) => `${SCOPE}assets/page-${version}.js`

describe('cacheNameOf', () => {
  it('differs between versions, and between copies of the page on one host', () => {
    expect(new Set([OLD, NEW, ELSEWHERE]).size).toBe(3)
    expect(cacheNameOf(SCOPE, [{ url: 'x', revision: 'a' }])).toBe(OLD)
  })
})

describe('strangers', () => {
  const html = `<link href="./favicon.svg"><script src="./assets/index-1.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/page-1.js">`

  it('names what a page of another version asks for', () => {
    expect(strangers(html, (path) => path === 'assets/index-1.js')).toEqual(['assets/page-1.js'])
  })

  it('has nothing against a page of its own version', () => {
    expect(strangers(html, (path) => /^assets\/(index|page)-1\.js$/.test(path))).toEqual([])
  })
})

describe('forgetOldVersions', () => {
  const files = {
    [OLD]: [page('old')],
    [NEW]: [page('new')],
    [ELSEWHERE]: ['https://host/assets/page-old.js'],
    'alig-playground-data': [`${SCOPE}data/mnist/train-000.bin`],
  }
  const forget = async (open: readonly string[], isAnotherComing = false) => {
    const { caches, now } = memoryCaches(files)
    await forgetOldVersions({
      ...{ caches, scope: SCOPE, current: NEW },
      isAnotherComing: () => isAnotherComing,
      openFiles: async () => open,
    })
    return Object.keys(files).filter((name) => !(name in now()))
  }

  it('deletes the version that no tab runs any more, and nothing else', async () => {
    expect(await forget([page('new')])).toEqual([OLD])
    expect(await forget([])).toEqual([OLD])
  })

  it('leaves a version to the tabs that run it', async () => {
    expect(await forget([page('new'), page('old')])).toEqual([])
  })

  it('leaves alone what is on its way', async () => {
    expect(await forget([], true)).toEqual([])
  })
})
