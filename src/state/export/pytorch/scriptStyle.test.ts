import { describe, expect, it } from 'vitest'
import { formatPython, lintPython } from '../../../../scripts/python/ruff.mjs'
import { fewFiles } from '../cluster/testing'
import { pythonModules } from './modules'
import { optimizerFile } from './optimizers'
import { ODD_RULES } from './testing/oddRules'
import { SCRIPTS } from './testing/scripts'

/** Too long a line is the link's alone. */
const ofLink = (text: string, problem: string) =>
  problem.includes(' E501 ') &&
  /^Link: |^ {4}"link": /.test(text.split('\n')[Number.parseInt(problem) - 1]!)

describe.each(SCRIPTS)('the script of $name', ({ text }) => {
  it('is formatted and linted as its modules are', () => {
    expect(formatPython(text)).toBe(text)
    expect(lintPython(text).filter((problem) => !ofLink(text, problem))).toEqual([])
  })

  it('has one meaning for each name', () => {
    const names = [...text.matchAll(/^(?:def |class )?(\w+)(?= = |\(.*\):$|:$)/gm)].map(
      ([, name]) => name!,
    )
    expect(names).toContain('EXPERIMENT')
    expect(names).toContain('main')
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })
})

it('covers every module', () => {
  const scripts = [...SCRIPTS.map(({ text }) => text), fewFiles()['worker.py']!]
  const lastPart = (text: string) => text.split(/\n(?=def |class )/).at(-1)!
  const unused = [...pythonModules].filter(
    ([, text]) =>
      ![...scripts, optimizerFile(ODD_RULES)].some((one) => one.includes(lastPart(text).trim())),
  )
  expect(pythonModules.size).toBeGreaterThan(0)
  expect(unused.map(([path]) => path)).toEqual([])
})
