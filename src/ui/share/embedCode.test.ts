import { describe, expect, it } from 'vitest'
import { embedCode } from './embedCode'

describe('embedCode', () => {
  it('lets nothing out of its attributes', () => {
    const code = embedCode('https://a.org/#v=1&embed=1', '"><script>')
    expect(code).toContain('src="https://a.org/#v=1&amp;embed=1"')
    expect(code).toContain('title="&quot;>&lt;script>"')
    expect(code.match(/</g)).toHaveLength(2)
  })

  it('has a title in any case', () => {
    expect(embedCode('x', '')).toContain('title="ALI-G Playground"')
  })
})
