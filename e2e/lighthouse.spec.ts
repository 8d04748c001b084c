import { expect, test } from '@playwright/test'
import { audit } from '../scripts/lighthouse.mjs'

for (const device of ['mobile', 'desktop'] as const)
  test(`Lighthouse has nothing to object to, ${device}`, async ({ baseURL }) => {
    const { scores, problems } = await audit(`${baseURL}#backend=wasm&examples=1000`, {
      categories: ['accessibility', 'best-practices', 'seo'],
      device,
    })
    expect(problems).toEqual([])
    expect(scores).toEqual({ accessibility: 100, 'best-practices': 100, seo: 100 })
  })
