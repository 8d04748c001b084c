/** What distinguishes two experiments, in words that a table or a sentence can use. */
import { isOwnRule } from '../optimizers/ownRules/codec'
import { optimizerWord } from '../optimizers/ownRules/words'
import type { OptionValues } from '../spec/hyperparameter'
import type { Experiment } from './experiment'
import { fields } from './fields'
import { runLabels } from './labels'
import { formatValue } from './optionText'

export interface Difference {
  /** e.g. "batch", "ALI-G maxLr". */
  readonly subject: string
  readonly before: string
  readonly after: string
  /** A run has another rule of a person's own; rules are too long for a table. */
  readonly isRule?: true
}

interface Fact {
  readonly text: string
  /** The same for people, where the text is not meant for them. */
  readonly words?: string
  /** Subject of the data set, model or run that this is an option of. */
  readonly owner?: string
}

const ABSENT = 'absent'

function optionFacts(
  owner: string,
  text: string,
  values: OptionValues,
  words = text,
): [string, Fact][] {
  return [
    [owner, { text, words }],
    ...Object.entries(values).map(([key, value]): [string, Fact] => [
      `${owner} ${key}`,
      { text: formatValue(value), owner },
    ]),
  ]
}

function editsText({ runs, edits }: Experiment): string {
  const labels = runLabels(runs)
  const words = edits.map(
    ({ step, run, key, value }) => `${labels[run]} ${key} ${formatValue(value)} from step ${step}`,
  )
  return words.length === 0 ? 'none' : words.join('; ')
}

/** All that decides the numbers. Runs go by their labels, so that they may change places. */
function factsOf(experiment: Experiment): Map<string, Fact> {
  const { data, model, runs } = experiment
  const deciding = Object.values(fields).filter(({ key }) => key !== 'embed')
  const labels = runLabels(runs)
  return new Map([
    ...optionFacts('data', data.id, data.options),
    ...optionFacts('model', model.id, model.options),
    ...deciding.map(({ key }): [string, Fact] => [key, { text: formatValue(experiment[key]) }]),
    ...runs.flatMap(({ optimizer, hyper }, index) =>
      optionFacts(labels[index]!, optimizer, hyper, optimizerWord(optimizer)),
    ),
    ['edits', { text: editsText(experiment) }],
  ])
}

/** Differences in the order data, model, training, runs, edits; view and title are not any. */
export function experimentDiff(before: Experiment, after: Experiment): Difference[] {
  const old = factsOf(before)
  const now = factsOf(after)
  const differs = (subject: string) => old.get(subject)?.text !== now.get(subject)?.text
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter(differs)
    .filter((subject) => {
      // Another model has other options, a new run has hyperparameters: that goes without saying.
      const owner = old.has(subject) && now.has(subject) ? undefined : ownerOf(subject, old, now)
      return owner === undefined || !differs(owner)
    })
    .map((subject) => {
      const [before, after] = [old.get(subject), now.get(subject)]
      const isRule = [before, after].every((fact) => fact && isOwnRule(fact.text))
      return {
        subject,
        before: before?.words ?? before?.text ?? ABSENT,
        after: after?.words ?? after?.text ?? ABSENT,
        ...(isRule ? { isRule } : {}),
      }
    })
}

function ownerOf(subject: string, old: Map<string, Fact>, now: Map<string, Fact>) {
  return (old.get(subject) ?? now.get(subject))?.owner
}

/** "batch: 100 -> 50" */
export function describeDifference({ subject, before, after, isRule }: Difference): string {
  return isRule ? `${subject}: another rule` : `${subject}: ${before} -> ${after}`
}
