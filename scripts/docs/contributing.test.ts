import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { scripts } from '../../package.json'
import { datasetSpecs } from '../../src/data/specs'
import { modelSpecs } from '../../src/models/specs'
import { optimizerSpecs } from '../../src/optimizers/specs'
import { fromRoot } from '../setup/paths.mjs'

const text = readFileSync(fromRoot('CONTRIBUTING.md'), 'utf8')
const marked = [...text.matchAll(/`([^`\s]+)`/g)].map(([, code]) => code!)
const isPath = (code: string) => /^(src|scripts|docs|e2e)\/|^\w+\.md$/.test(code)
const paths = [...new Set(marked.filter(isPath))]

const ids = [...optimizerSpecs, ...modelSpecs, ...datasetSpecs].map(({ id }) => id)

/** What NAME and ID can stand for: any folder beside, and any id. */
function examplesOf(path: string): string[] {
  const [room = ''] = path.split('/NAME')
  const folders = path.includes('/NAME/') ? readdirSync(fromRoot(room)) : ['']
  return folders.flatMap((name) => {
    const title = name.charAt(0).toUpperCase() + name.slice(1)
    const named = path.replace('/NAME/', `/${name}/`).replace('NAME', title)
    return ids.map((id) => named.replace('ID', id))
  })
}

it('names many files', () => expect(paths.length).toBeGreaterThan(25))

it.each(paths)('%s is there', (path) => {
  expect(examplesOf(path).some((example) => existsSync(join(fromRoot(), example)))).toBe(true)
})

it('names no command that there is not', () => {
  const named = [...text.matchAll(/`npm (?:run )?([\w:]+)`/g)].map(([, name]) => name!)
  expect(named.length).toBeGreaterThan(4)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})

it('runs the long test of links for every push, and no script that there is not', () => {
  const workflow = readFileSync(fromRoot('.github', 'workflows', 'test.yml'), 'utf8')
  const named = [...workflow.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!)
  expect(named).toContain('test:links')
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})
