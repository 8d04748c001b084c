/** `edit=STEP,RUN,key:value` */
import { optimizerWord } from '../../optimizers/ownRules/words'
import type { NumberOption } from '../../spec/hyperparameter'
import { hyperparameterOf, sortedEdits } from '../edits'
import type { Edit, RunConfig } from '../experiment'
import { MAX_EDITS, MAX_STEPS } from '../limits'
import { acceptedValues, formatNumber, formatValue } from '../optionText'
import { quoted } from '../text'
import { tidied } from './arrival'
import type { Notices } from './notices'
import { readOption } from './paramBag'
import { decodeText, splitList, splitPair } from './params'

export function encodeEdit({ step, run, key, value }: Edit): string {
  return `${formatNumber(step)},${run},${key}:${formatValue(value)}`
}

const counter = (key: string, max: number): NumberOption => ({
  kind: 'number',
  key,
  default: 0,
  min: 0,
  max,
  scale: 'linear',
  integer: true,
  help: '',
})

const stepField = counter('step', MAX_STEPS)
const runField = counter('run', Number.MAX_SAFE_INTEGER)

/** The edit, or why it cannot be made: the end of a sentence. */
function decodeEdit(
  raw: string,
  runs: readonly RunConfig[],
  indexInLink: readonly (number | undefined)[],
): Edit | string {
  const [rawStep = '', rawRun = '', rawPair = '', ...rest] = splitList(raw)
  const step = readOption(stepField, decodeText(rawStep))
  const linkRun = readOption(runField, decodeText(rawRun))
  const pair = splitPair(rawPair)
  if (pair === undefined || typeof linkRun !== 'number' || rest.length > 0) {
    return 'it is not of the form STEP,RUN,key:value'
  }
  if (typeof step !== 'number') return `its step must be ${acceptedValues(stepField)}`
  const run = indexInLink[linkRun]
  const config = run === undefined ? undefined : runs[run]
  if (run === undefined || config === undefined) {
    return `there is no run ${linkRun} (runs are counted from 0)`
  }
  const option = hyperparameterOf(config, tidied(pair.key))
  if (option === undefined) {
    return (
      `only hyperparameters can change during training, and ${optimizerWord(config.optimizer)} ` +
      `has none called ${quoted(pair.key)}`
    )
  }
  const value = readOption(option, pair.value)
  if (value === undefined) {
    return `"${option.key}" cannot be ${quoted(pair.value)}, only ${acceptedValues(option)}`
  }
  return { step, run, key: option.key, value }
}

/** The edits that can be made, by step. `indexInLink` as `decodeRuns` returns it. */
export function decodeEdits(
  raws: readonly string[],
  runs: readonly RunConfig[],
  indexInLink: readonly (number | undefined)[],
  notices: Notices,
): Edit[] {
  const edits: Edit[] = []
  for (const raw of raws) {
    if (edits.length === MAX_EDITS) {
      notices.add(`The link has more than ${MAX_EDITS} edits; the rest is left out.`)
      break
    }
    const edit = decodeEdit(raw, runs, indexInLink)
    if (typeof edit !== 'string') edits.push(edit)
    else notices.add(`The edit ${quoted(decodeText(raw))} is left out: ${edit}.`)
  }
  return sortedEdits(edits)
}
