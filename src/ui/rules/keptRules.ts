/**
 * Rules that this browser keeps: what its person wrote, and what they chose to keep of others. Each
 * is an id, which is the whole rule.
 */
import * as v from 'valibot'
import { create } from 'zustand'
import { isOwnRule, MAX_OWN_ID } from '../../optimizers/ownRules/codec'
import { findOptimizer } from '../../optimizers/specs'
import { recall, remember } from '../remember'

const KEY = 'rules'

/** The oldest makes room. */
const MOST = 50

const schema = v.array(v.pipe(v.string(), v.maxLength(MAX_OWN_ID)))

/** Another version of the page, or anybody, may have written it: what cannot be read is left out. */
export function readRules(text: string | null): readonly string[] {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text ?? '[]'))
    if (!parsed.success) return []
    return [...new Set(parsed.output)].filter((id) => isOwnRule(id) && findOptimizer(id))
  } catch {
    return []
  }
}

/** With a rule at the front, in place of the one that it was made from. */
export const withRule = (ids: readonly string[], id: string, former?: string): readonly string[] =>
  [id, ...ids.filter((one) => one !== id && one !== former)].slice(0, MOST)

interface KeptRules {
  readonly ids: readonly string[]
  /** Rules of others that were put aside on this visit. */
  readonly seen: readonly string[]
}

const stored = () => readRules(recall(KEY))

export const useKeptRules = create<KeptRules>()(() => ({ ids: stored(), seen: [] }))

function change(to: (ids: readonly string[]) => readonly string[]): void {
  // Other tabs write too. Where the browser keeps nothing, the list of this visit counts.
  const ids = to([...new Set([...stored(), ...useKeptRules.getState().ids])])
  remember(KEY, JSON.stringify(ids))
  useKeptRules.setState({ ids })
}

/** @param former rule that was edited, which this one replaces where it was kept */
export const keepRule = (id: string, former?: string): void =>
  change((ids) => withRule(ids, id, former))

export const forgetRule = (id: string): void => change((ids) => ids.filter((one) => one !== id))

export const markSeen = (ids: readonly string[]): void =>
  useKeptRules.setState(({ seen }) => ({ seen: [...seen, ...ids] }))

/** Follows what other tabs keep and forget. */
export function followTabs(): () => void {
  const take = () => useKeptRules.setState({ ids: stored() })
  addEventListener('storage', take)
  return () => removeEventListener('storage', take)
}
