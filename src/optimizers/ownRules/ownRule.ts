/** An optimizer out of an id that holds its rule. Pure: what is kept here is what was worked out. */
import { parseRule } from '../../rules/parseRule'
import type { OptimizerSpec } from '../../spec/optimizer'
import { visible } from '../../spec/visibleText'
import { partsOfRule } from '../defineOptimizer'
import { decodeOwnRule, type Problem } from './codec'

type OwnRule = { readonly spec: OptimizerSpec } | Problem

/** Ids that are remembered: far more than an experiment and its earlier runs can have. */
const MOST = 200

/** The ones that were asked for last stand at the end. */
const known = new Map<string, OwnRule>()

const MAX_WORDS = 160

const cut = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).toWellFormed()}...`

/** What its author says about it: the comment that the text begins with. */
function summaryOf(text: string): string {
  const comment = /^#+\s*(.*)/.exec(text)?.[1]?.trim() ?? ''
  if (comment === '') return 'A rule that was typed into this page.'
  const words = cut(comment, MAX_WORDS)
  return /[.!?]$/.test(words) ? words : `${words}.`
}

function read(id: string): OwnRule {
  const decoded = decodeOwnRule(id)
  if ('problem' in decoded) return decoded
  const { name, text } = decoded
  const parsed = parseRule(text)
  if ('errors' in parsed) {
    const { message, place } = parsed.errors[0]!
    const words = cut(visible(message).replace(/\.$/, ''), MAX_WORDS)
    return { problem: `line ${place.line}, column ${place.column}: ${words}` }
  }
  return {
    spec: {
      id,
      label: name,
      group: 'yours',
      summary: summaryOf(text),
      premise: 'What has to hold for it to work, only its author can say.',
      ...partsOfRule(parsed.rule),
    },
  }
}

/** The optimizer of such an id, or what is wrong with it. */
export function readOwnRule(id: string): OwnRule {
  const found = known.get(id) ?? read(id)
  known.delete(id)
  known.set(id, found)
  if (known.size > MOST) known.delete(known.keys().next().value!)
  return found
}
