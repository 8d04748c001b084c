/**
 * `PyTorch script`: the experiment as a Python program that does the same steps. What varies is the
 * data at its top and which modules it has; the modules are files of their own in `python/`.
 */
import { datasetSpec, isUserData } from '../../../data/specs'
import type { Experiment } from '../../../experiment/experiment'
import { modelSpec } from '../../../models/specs'
import { optimizerSpec } from '../../../optimizers/specs'
import type { OptimizerSpec } from '../../../spec/optimizer'
import { assemble } from './assemble'
import { dataPart, userDataObstacle } from './data'
import { describeExperiment, type ScriptFacts } from './description'
import { docstring, LEGEND } from './header'
import { pythonSource } from './literals'
import { pythonModule } from './modules'
import { optimizerModules, withModules, type OptimizerModule } from './optimizers'

export type PytorchScript =
  | { readonly ok: true; readonly text: string }
  /** Why there is none, as a sentence. */
  | { readonly ok: false; readonly sentence: string }

/** What a program does with the experiment. */
export interface Program {
  /** Path of the module with its function. */
  readonly root: string
  readonly docstring: string
  /** The experiment as it stands in the program. */
  readonly describe: (
    ...given: Parameters<typeof describeExperiment>
  ) => ReturnType<typeof describeExperiment>
  /** What starts it, around the parts that this experiment has. */
  readonly start: (parts: readonly string[]) => string
}

const script = (experiment: Experiment): Program => ({
  root: 'main.py',
  docstring: docstring(experiment),
  describe: describeExperiment,
  start: (parts) => `if __name__ == "__main__":
    main(
        EXPERIMENT,
${parts.map((line) => `        ${line}`).join('\n')}
    )`,
})

/** Never throws for a valid experiment. */
export function pytorchScript(
  experiment: Experiment,
  facts: ScriptFacts,
  program = script(experiment),
): PytorchScript {
  const refuse = (what: string): PytorchScript => ({
    ok: false,
    sentence: `There is no PyTorch script for this experiment, because ${what}.`,
  })
  const origin = facts.origin ?? null
  const obstacle = isUserData(experiment.data) ? userDataObstacle(origin) : null
  if (obstacle) return refuse(obstacle)
  const spec = datasetSpec(experiment.data.id)
  const data = dataPart(experiment.data, origin)
  if (data === undefined) return refuse(`${spec.label} has no files that Python could read`)
  const model = pythonModule('models', experiment.model.id)
  if (model === undefined) {
    return refuse(`${modelSpec(experiment.model.id).label} has not been written in PyTorch`)
  }
  const loss = pythonModule('losses', experiment.loss)
  if (loss === undefined) return refuse('its loss has not been written in PyTorch')
  const statistics = spec.statistics ?? facts.statistics
  if (!statistics) return refuse('its data have not been read yet')

  const optimizers = optimizerModules(optimizersOf(experiment))
  const augmentation = experiment.augment && spec.augmentable ? ['augmentation.py'] : []
  const paths = optimizers.map(({ path }) => path)
  const roots = [data.module, model, loss, ...paths, ...augmentation, program.root]
  const { imports, body } = assemble(withModules(optimizers), roots)
  const description = program.describe(experiment, facts, data, statistics)
  const assignment = `EXPERIMENT = ${pythonSource(description, 0, 'EXPERIMENT = '.length)}`
  const parts = [
    `${program.docstring}\n\n${imports}\n\n${LEGEND}\n${assignment}`,
    body,
    program.start(partsOf(optimizers, augmentation.length > 0)),
  ]
  return { ok: true, text: parts.join('\n\n\n') + '\n' }
}

export { optimizerFile } from './optimizers'

/** Each that a run has, once. */
export const optimizersOf = ({ runs }: Pick<Experiment, 'runs'>): OptimizerSpec[] =>
  [...new Set(runs.map(({ optimizer }) => optimizer))].map(optimizerSpec)

/** The parts that this experiment has, as arguments. */
function partsOf(optimizers: readonly OptimizerModule[], augment: boolean): readonly string[] {
  return [
    'load=load,',
    'model=model,',
    'loss_of=loss_of,',
    'optimizers={',
    ...optimizers.map(({ id, className }) => `    ${JSON.stringify(id)}: ${className},`),
    '},',
    `alter=${augment ? 'augmentation' : 'None'},`,
  ]
}
