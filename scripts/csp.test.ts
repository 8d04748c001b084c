import { readFile } from 'node:fs/promises'
import type { Plugin, UserConfig } from 'vite'
import { describe, expect, it } from 'vitest'
import viteConfig from '../vite.config'
import { contentSecurityPolicy } from './csp.mjs'

/** The policies that each way of handing out the page sends with it. */
async function policies(): Promise<Record<string, string>> {
  const configOf = (command: 'serve' | 'build') =>
    (viteConfig as (env: { command: string; mode: string }) => UserConfig)({ command, mode: '' })
  const headers = await readFile(new URL('../public/_headers', import.meta.url), 'utf8')
  const plugins = (configOf('build').plugins as Plugin[]).flat()
  const tag = plugins.find((plugin) => plugin.name === 'policy-tag')!
  const [meta] = (tag.transformIndexHtml as unknown as () => { attrs: { content: string } }[])()
  return {
    'the header of a static host': /Content-Security-Policy: (.*)\n/.exec(headers)![1]!,
    'the meta tag of the built page': meta!.attrs.content,
    'the preview server': configOf('serve').preview!.headers!['Content-Security-Policy'] as string,
    'the development server': configOf('serve').server!.headers![
      'Content-Security-Policy'
    ] as string,
  }
}

const directivesOf = (policy: string) =>
  new Map(policy.split('; ').map((text) => text.split(/ (.*)/, 2) as [string, string]))

describe.each(Object.entries(await policies()))('%s', (name, policy) => {
  it('forbids another base address and the sending of forms', () => {
    const directives = directivesOf(policy)
    expect(directives.get('base-uri')).toBe("'none'")
    expect(directives.get('form-action')).toBe("'none'")
    expect(directives.get('default-src')).toBe("'self'")
  })

  it('is the one policy, but for hot reloading', () => {
    if (name !== 'the development server') return expect(policy).toBe(contentSecurityPolicy())
    const directives = directivesOf(policy)
    for (const [directive, sources] of directivesOf(contentSecurityPolicy()))
      expect(directives.get(directive)).toContain(sources)
  })
})

it('stops nothing that the page does: it has no form and no base address of its own', async () => {
  const page = await readFile(new URL('../index.html', import.meta.url), 'utf8')
  expect(page).not.toMatch(/<(form|base)\b/)
})
