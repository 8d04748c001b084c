/** What a run was trained with from step to step, in words. Pure. */
import { formatValue } from '../../experiment/optionText'
import type { OptionValue, OptionValues } from '../../spec/hyperparameter'
import type { RunEdit } from './runEdits'

/** Changes of one value that follow each other as closely as this are one: a drag. */
const TOGETHER = 30
/** More are counted. */
const MOST_TOLD = 3

/** The last change of each group that belongs together. */
function settled(edits: readonly RunEdit[]): readonly RunEdit[] {
  return edits.filter((edit, i) => {
    const next = edits[i + 1]
    return !next || next.step - edit.step > TOGETHER
  })
}

/**
 * "0.2, then 0.016 from 409": a value with what has become of it; the value alone where nothing has.
 * @param edits of this run and this key, in the order of their steps
 */
export function historyOf(start: OptionValue, edits: readonly RunEdit[]): string {
  // What acts from the first step on is the start.
  const begin = edits.findLast(({ step }) => step === 0)?.value ?? start
  const told = settled(edits.filter(({ step }) => step > 0))
  const then = (all: readonly RunEdit[]) =>
    all.map(({ step, value }) => `then ${formatValue(value)} from ${step.toLocaleString('en-US')}`)
  if (told.length <= MOST_TOLD) return [formatValue(begin), ...then(told)].join(', ')
  return [formatValue(begin), `${told.length - 1} more`, ...then(told.slice(-1))].join(', ')
}

/** "maxLr 0.2, then 0.016 from 409; momentum 0, then 0.9 from 500"; empty where nothing changed. */
export function changedValues(start: OptionValues, edits: readonly RunEdit[]): string {
  const keys = [...new Set(edits.filter(({ step }) => step > 0).map(({ key }) => key))]
  const ofKey = (wanted: string) => edits.filter(({ key }) => key === wanted)
  return keys.map((key) => `${key} ${historyOf(start[key] ?? null, ofKey(key))}`).join('; ')
}
