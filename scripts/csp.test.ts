import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { contentSecurityPolicy } from './csp.mjs'

it('is the policy in public/_headers too', async () => {
  const headers = await readFile(new URL('../public/_headers', import.meta.url), 'utf8')
  expect(headers).toContain(`Content-Security-Policy: ${contentSecurityPolicy()}\n`)
})
