import { describe, expect, it } from 'vitest'
import { assemble } from './assemble'

const joined = (files: Readonly<Record<string, string>>, roots: readonly string[]) =>
  assemble(new Map(Object.entries(files)), roots)

describe('assemble', () => {
  const files = {
    'a.py': '"""First.\n\nMore of it.\n"""\n\nimport sys\n\nimport torch\n\nA = 1\n',
    'b.py':
      '"""Second."""\n\nimport math\nimport sys\nfrom x import (\n    r,\n    q,\n)\n\nfrom .a import A\n\nB = A\n',
    'deep/c.py':
      '"""Third."""\n\nfrom x import p, q\n\nfrom ..a import A\nfrom .d import D\n\nC = D\n',
    'deep/d.py':
      '"""Fourth."""\n\n\ndef d():\n    import inner\n    from inner import more\n\n\nD = d\n',
    'e.py': '"""Fifth."""\n\nfrom .deep.d import D\n\nE = D\n',
    'unused.py': '"""Sixth."""\n\nimport unused\n',
  }

  it('puts what a module imports in front of it, once', () => {
    const { body } = joined(files, ['b.py', 'deep/c.py', 'e.py', 'a.py'])
    const names = [...body.matchAll(/^([A-E]) = /gm)].map(([, name]) => name)
    expect(names).toEqual(['A', 'B', 'D', 'C', 'E'])
  })

  it('gathers all other imports at the top, each once, those of torch and numpy last', () => {
    const { imports } = joined(files, ['b.py', 'deep/c.py'])
    expect(imports).toBe('import math\nimport sys\nfrom x import p, q, r\n\nimport torch')
  })

  it('leaves imports inside functions where they are', () => {
    const { imports, body } = joined(files, ['deep/d.py'])
    expect(imports).toBe('')
    expect(body).toBe(
      '# Fourth.\n\n\ndef d():\n    import inner\n    from inner import more\n\n\nD = d',
    )
  })

  it('makes a comment of a docstring', () => {
    expect(joined(files, ['a.py']).body).toBe('# First.\n#\n# More of it.\n\n\nA = 1')
  })

  it('says which module there is none of', () => {
    expect(() => joined({ 'a.py': 'from .b import B\n' }, ['a.py'])).toThrow('module b.py')
  })
})
