import * as v from 'valibot'
import { dataShape, datasetSpec } from '../data/specs'
import { modelSpec } from '../models/specs'
import { visible } from '../spec/visibleText'
import { goesWith, modelsFor } from './choices'
import { checkEdit, sortedEdits } from './edits'
import type { Edit, Experiment } from './experiment'
import { examplesField } from './fields'
import { experimentShape } from './schema'
import { listed } from './text'

export type ParsedExperiment =
  | { readonly ok: true; readonly experiment: Experiment }
  /** Whole sentences, each about one thing that is wrong. */
  | { readonly ok: false; readonly sentences: readonly string[] }

const MAX_SENTENCES = 20

/** Path and message may repeat keys and values of a file that anybody may have written. */
const sentenceOf = (issue: v.BaseIssue<unknown>) =>
  visible(`${v.getDotPath(issue) ?? 'The experiment'} ${issue.message}.`)

/** Rules between fields; `experiment` is valid field by field. */
function conflicts(experiment: Experiment): string[] {
  const sentences: string[] = []
  const { trainCount } = dataShape(experiment.data)
  const dataset = datasetSpec(experiment.data.id)
  const { kind } = dataset
  const model = modelSpec(experiment.model.id)
  if (!goesWith(model, dataset)) {
    const possible = listed(
      modelsFor(dataset).map(({ id }) => id),
      'or',
    )
    sentences.push(
      `model must be ${possible}: ${model.id} needs images, and ${dataset.id} has ${kind}.`,
    )
  }
  if (experiment.examples > trainCount) {
    sentences.push(`examples must not be more than the ${trainCount} ${kind} of the data set.`)
  }
  if (experiment.batch > experiment.examples) {
    sentences.push(`batch must not be larger than the ${experiment.examples} ${kind} in use.`)
  }
  for (const [index, edit] of experiment.edits.entries()) {
    const problem = checkEdit(experiment.runs, edit)
    if (problem !== undefined) sentences.push(visible(`edits.${index}: ${problem}`))
  }
  return sentences
}

/**
 * Checks a value of unknown origin, such as the `experiment` of an exported file. Missing
 * options get their defaults; anything else that is wrong is refused with sentences. The
 * result shares nothing with the input.
 */
export function parseExperiment(input: unknown): ParsedExperiment {
  const parsed = v.safeParse(experimentShape, input)
  if (!parsed.success) {
    return { ok: false, sentences: parsed.issues.slice(0, MAX_SENTENCES).map(sentenceOf) }
  }
  const { output } = parsed
  const experiment = {
    ...output,
    examples:
      output.examples ?? examplesField(dataShape(output.data as Experiment['data'])).default,
    edits: sortedEdits(output.edits as readonly Edit[]),
  } as Experiment
  const sentences = conflicts(experiment)
  return sentences.length === 0
    ? { ok: true, experiment }
    : { ok: false, sentences: sentences.slice(0, MAX_SENTENCES) }
}
