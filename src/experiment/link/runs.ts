/** `run=OPTIMIZER,key:value,...,name:NAME` */
import { hyperparametersOf } from '../../spec/optimizer'
import { isOwnRule } from '../../optimizers/ownRules/codec'
import { readOwnRule } from '../../optimizers/ownRules/ownRule'
import { optimizerWord } from '../../optimizers/ownRules/words'
import { findOptimizer, optimizerSpec, optimizerSpecs } from '../../optimizers/specs'
import type { OptimizerSpec } from '../../spec/optimizer'
import { defaultRuns } from '../defaults'
import type { RunConfig } from '../experiment'
import { MAX_NAME, MAX_RUNS } from '../limits'
import { formatValue } from '../optionText'
import { cleanName, listed, quoted } from '../text'
import { tidied } from './arrival'
import type { Notices } from './notices'
import { readPairs, takePairs } from './pairs'
import { decodeText, encodeText, splitList } from './params'

/** The value of one `run=`; hyperparameters at their default are left out, the name is last. */
function encodeRun(run: RunConfig): string {
  const hyper = hyperparametersOf(optimizerSpec(run.optimizer))
    .filter(({ key, default: byDefault }) => run.hyper[key] !== byDefault)
    .map(({ key }) => `${key}:${formatValue(run.hyper[key] ?? null)}`)
  const name = run.name === undefined ? [] : [`name:${encodeText(run.name)}`]
  return [run.optimizer, ...hyper, ...name].join(',')
}

/** The runs' `run=` values, or none where they are the default ones. */
export function encodeRuns(runs: readonly RunConfig[]): string[] {
  const values = runs.map(encodeRun)
  return values.join('&') === defaultRuns().map(encodeRun).join('&') ? [] : values
}

/** A name out of a link: one line, not too long. `where` begins a notice about it. */
export function readName(text: string, where: string, notices: Notices): string {
  const name = cleanName(text)
  if (Array.from(text).length > MAX_NAME) {
    notices.add(`${where} name is longer than ${MAX_NAME} characters and has been shortened.`)
  }
  return name
}

/** The optimizer that a run begins with; undefined, and said, where there is none of that id. */
function decodeOptimizer(raw: string, notices: Notices): OptimizerSpec | undefined {
  const named = decodeText(raw)
  const spec = findOptimizer(named) ?? findOptimizer(tidied(named))
  if (spec !== undefined) return spec
  const own = isOwnRule(named) ? readOwnRule(named) : undefined
  if (own !== undefined && 'problem' in own) {
    notices.add(
      `The link brings a rule of its own that cannot be read: ${own.problem}; this run is left out.`,
    )
    return undefined
  }
  const known = listed(optimizerSpecs.map(({ id }) => id))
  notices.add(
    `The link asks for the optimizer ${quoted(named)}, which this version does not have ` +
      `(it has ${known}); this run is left out.`,
  )
  return undefined
}

/** One run, or undefined where the optimizer is unknown. */
function decodeRun(raw: string, index: number, notices: Notices): RunConfig | undefined {
  const [first = '', ...parts] = splitList(raw)
  const spec = decodeOptimizer(first, notices)
  if (spec === undefined) return undefined
  const optimizer = spec.id
  const word = optimizerWord(optimizer)
  const where = `Run ${index + 1} (${word}): `
  const pairs = readPairs(parts, where, notices)
  const hyper = takePairs(hyperparametersOf(spec), pairs, where, notices)
  const name = readName(pairs.get('name') ?? '', `${where}the`, notices)
  pairs.delete('name')
  for (const key of pairs.keys()) {
    notices.add(`${where}${word} has no hyperparameter ${quoted(key)}; it is ignored.`)
  }
  const config = { optimizer, hyper }
  return name === '' ? config : { ...config, name }
}

/**
 * @returns the runs, and for each `run=` of the link its index among them or undefined where it
 * was left out; edits count the link's runs
 */
export function decodeRuns(
  raws: readonly string[],
  notices: Notices,
): { runs: RunConfig[]; indexInLink: (number | undefined)[] } {
  if (raws.length > MAX_RUNS) {
    notices.add(`The link has ${raws.length} runs; only the first ${MAX_RUNS} are used.`)
  }
  const runs: RunConfig[] = []
  const indexInLink = raws.slice(0, MAX_RUNS).map((raw, index) => {
    const run = decodeRun(raw, index, notices)
    return run === undefined ? undefined : runs.push(run) - 1
  })
  if (runs.length > 0) return { runs, indexInLink }
  const byDefault = defaultRuns()
  if (raws.length > 0) {
    notices.add(
      `None of the link's runs can be used; ` +
        `${listed(byDefault.map(({ optimizer }) => optimizer))} are used instead.`,
    )
    return { runs: byDefault, indexInLink }
  }
  return { runs: byDefault, indexInLink: byDefault.map((_, index) => index) }
}
