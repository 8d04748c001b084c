import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

const code = await readFile(new URL('../public/opening.js', import.meta.url), 'utf8')

/** What the root element says after `public/opening.js`, as `data-*`. */
function opened(hash: string, recall: (key: string) => string | null = () => null) {
  const dataset: Record<string, string> = {}
  new Function('document', 'location', 'localStorage', code)(
    { documentElement: { dataset } },
    { hash },
    { getItem: recall },
  )
  return dataset
}

it('takes up the theme that was chosen, and no other word', () => {
  const kept = (theme: string) => (key: string) => (key === 'alig-playground.theme' ? theme : null)
  expect(opened('', kept('dark'))).toEqual({ theme: 'dark' })
  expect(opened('', kept('light'))).toEqual({ theme: 'light' })
  expect(opened('', kept('system'))).toEqual({})
  expect(opened('', kept('purple'))).toEqual({})
})

it('does without a store that refuses', () => {
  const refusing = () => {
    throw new Error('SecurityError')
  }
  expect(opened('#embed=1', refusing)).toEqual({ opening: 'embed' })
})

it('knows what stands at the head of the page that the link asks for', () => {
  expect(opened('#')).toEqual({})
  expect(opened('#data=mnist&run=alig')).toEqual({})
  expect(opened('#name=Spirals&steps=10')).toEqual({ opening: 'named' })
  expect(opened('#name=Spirals&embed=1')).toEqual({ opening: 'embed' })
  expect(opened('#v=1&amp;embed=1')).toEqual({ opening: 'embed' })
})
