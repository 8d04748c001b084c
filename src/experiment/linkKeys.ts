/** Which top-level keys a link of this version knows. */
import { datasetSpecs } from '../data/specs'
import { modelSpecs } from '../models/specs'
import { fields } from './fields'
import { tidied } from './link/arrival'

const STRUCTURED = ['v', 'data', 'model', 'run', 'edit', 'name']
const VIEW_KEY = /^[a-z][a-zA-Z0-9]{0,31}$/

/**
 * Can this be the part of a `view.*` key behind the dot? No name that every object has, and not
 * `prototype`: the schema's records leave both out.
 */
export function isViewKey(key: string): boolean {
  return VIEW_KEY.test(key) && !(key in Object.prototype) && key !== 'prototype'
}

/** Options of data sets and models: known even where they do not apply. */
export function isOptionKey(key: string): boolean {
  const apart = datasetSpecs.filter(({ optionsInline }) => !optionsInline)
  return [...apart, ...modelSpecs].some(({ options }) =>
    options.some((option) => option.key === key),
  )
}

const isExactly = (key: string): boolean =>
  STRUCTURED.includes(key) ||
  Object.hasOwn(fields, key) ||
  isOptionKey(key) ||
  (key.startsWith('view.') && isViewKey(key.slice('view.'.length)))

/**
 * The key that a text stands for, of those that this version gives a meaning whatever data set
 * and model are chosen; undefined where it is none.
 */
export function knownKey(text: string): string | undefined {
  if (isExactly(text)) return text
  const key = tidied(text)
  return key !== text && isExactly(key) ? key : undefined
}

export const isKnownKey = (key: string): boolean => knownKey(key) !== undefined
