/** Optimizers as Python modules, written from their rules. */
import { pytorchClass } from '../../../rules/pytorch'
import { className } from '../../../rules/pytorch/names'
import type { OptimizerSpec } from '../../../spec/optimizer'
import { assemble } from './assemble'
import { prose } from './literals'
import { pythonModules } from './modules'

/** What a class is written from. */
export type ClassSource = Pick<OptimizerSpec, 'id' | 'label' | 'summary' | 'reference' | 'rule'>

export interface OptimizerModule {
  readonly id: string
  readonly className: string
  /** Beside those of `modules.ts`. */
  readonly path: string
  readonly text: string
}

/** Names at the left margin of the modules that scripts are made of. */
const TAKEN: ReadonlySet<string> = new Set(
  [...pythonModules.values()].flatMap((text) =>
    [...text.matchAll(/^(?:class|def) (\w+)|^(\w+) = /gm)].map(([, a, b]) => a ?? b!),
  ),
)

function moduleOf(spec: ClassSource, name: string, index: number): OptimizerModule {
  const text = pytorchClass(spec.rule, spec, name)
  const needsIeee = /\bieee\(/.test(text)
  return {
    id: spec.id,
    className: name,
    path: `optimizers/${index}.py`,
    text: [
      `"""${prose(spec.label)}, from its rule."""`,
      '',
      'import math',
      '',
      'import torch',
      ...(needsIeee ? ['', 'from ..ieee import ieee'] : []),
      '',
      '',
      text,
    ].join('\n'),
  }
}

/** One for each of these, each with a name of its own. */
export function optimizerModules(specs: readonly ClassSource[]): OptimizerModule[] {
  const taken = new Set(TAKEN)
  return specs.map((spec, index) => {
    const name = className(spec.label, taken)
    taken.add(name)
    return moduleOf(spec, name, index)
  })
}

/** All modules, with those of optimizers. */
export const withModules = (optimizers: readonly OptimizerModule[]): ReadonlyMap<string, string> =>
  new Map([...pythonModules, ...optimizers.map(({ path, text }) => [path, text] as const)])

/** A file to be imported, with the classes of these optimizers and nothing else. */
export function optimizerFile(specs: readonly ClassSource[]): string {
  const modules = optimizerModules(specs)
  const [first] = modules
  const { imports, body } = assemble(
    withModules(modules),
    modules.map(({ path }) => path),
  )
  const docstring = `"""Optimizers of the ALI-G Playground for PyTorch, from the rules that it trains with.

    optimizer = ${first?.className ?? 'Optimizer'}(model.parameters())

    def closure():
        optimizer.zero_grad()
        loss = loss_of(model(inputs), targets)
        loss.backward()
        return loss

    optimizer.step(closure)

Each class says what its rule is.
"""`
  return `${docstring}\n\n${imports}\n\n${body}\n`
}
