/** What a generated class says about itself. */
import type { OptionSpec } from '../../spec/hyperparameter'
import { isOptionLine } from '../optionLines'
import { textLines } from '../textLines'
import type { Rule } from '../types'
import { pythonNumber } from './written'
import { WIDTH } from './fit'

export interface RuleWords {
  /** What it does, in one line. */
  readonly summary: string
  readonly reference?: { readonly text: string; readonly url: string } | undefined
}

/** Text that may stand in a docstring: no quote that ends it, no line of its own. */
const prose = (text: string) =>
  text
    .replaceAll(/[\\"\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()

/** Words in lines of a given length; a longer word stands alone. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  return lines
}

/** The lines of the rule that are worked out, under their names in Python. */
function formulaLines({ text }: Pick<Rule, 'text'>, names: ReadonlyMap<string, string>) {
  const renamed = (line: string) =>
    line.replaceAll(/[A-Za-z]\w*/g, (name) => names.get(name) ?? name)
  return textLines(text)
    .filter((line) => !isOptionLine(line) && !/^\s*(schedule|penalty)\s/.test(line.text))
    .map((line) => prose(renamed(line.text)))
}

/** A formula with what follows the first line further to the right. */
function formula(line: string, width: number): string[] {
  const [first, ...rest] = wrapped(line, width - 4)
  return [first!, ...rest.map((more) => `    ${more}`)]
}

/** Words that only a key can be: those in mixed case. */
const inWords = (help: string, names: ReadonlyMap<string, string>) =>
  help.replaceAll(/[a-z]+[A-Z]\w*/g, (word) => names.get(word) ?? word)

function argument(option: OptionSpec, name: string, names: ReadonlyMap<string, string>): string[] {
  const { kind } = option
  const help = inWords(option.help, names)
  const none = kind === 'number' && option.nullable ? ' None is no limit.' : ''
  const [first, ...rest] = wrapped(`${name}: ${prose(help)}${none}`, WIDTH - 12)
  return [`    ${first}`, ...rest.map((more) => `        ${more}`)]
}

export interface DocstringParts {
  readonly rule: Rule
  readonly words: RuleWords
  /** Of the constructor, with the names that they have there. */
  readonly options: ReadonlyMap<OptionSpec, string>
  /** What is written otherwise in Python, by its name in the rule. */
  readonly names: ReadonlyMap<string, string>
}

/** Without indentation. */
export function docstring({ rule, words, options, names }: DocstringParts): string[] {
  const { reference } = words
  const penalty = rule.penalty === undefined ? undefined : names.get(rule.penalty)
  const about = [
    'Here w are the parameters and g their gradients; loss, grad_norm_sq (the squared length of g) ' +
      'and all sums are taken over every parameter of all groups together, and t is 1 at the first ' +
      'step.',
    ...(penalty === undefined ? [] : [`loss and g include ${penalty} ‖w‖² / 2.`]),
  ].join(' ')
  const text = (line: string) => wrapped(line, WIDTH - 4)
  return [
    ...text(prose(inWords(words.summary, names)) || 'An update rule of the ALI-G Playground.'),
    '',
    ...formulaLines(rule, names)
      .flatMap((line) => formula(line, WIDTH - 8))
      .map((line) => `    ${line}`),
    '',
    ...text(about),
    '',
    ...text(
      'step() needs a closure that clears the gradients, calls backward() and returns the loss. A ' +
        'step whose loss or gradient is not finite changes nothing. Afterwards loss, grad_norm_sq ' +
        'and skipped say what was found, and step_size in each group how far it went.',
    ),
    '',
    ...(rule.evaluateAt === undefined
      ? []
      : [
          ...text(
            'Tests and checkpoints need other weights than those that are trained: call eval() ' +
              'before, and train() before the next step.',
          ),
          '',
        ]),
    ...(reference ? [...text(prose(`${reference.text}. ${reference.url}`)), ''] : []),
    'Args:',
    '    params: Parameters, or groups of them with values of their own.',
    ...[...options].flatMap(([option, name]) => argument(option, name, names)),
  ]
}

/** A value as the default of an argument. */
export const pythonDefault = ({ kind, default: value }: OptionSpec): string => {
  if (value === null) return 'None'
  if (kind === 'boolean') return value ? 'True' : 'False'
  return typeof value === 'number' ? pythonNumber(value) : JSON.stringify(value)
}
