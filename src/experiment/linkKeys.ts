/** Which top-level keys a link of this version knows. */
import { datasetSpecs } from '../data/specs'
import { modelSpecs } from '../models/specs'
import { fields } from './fields'

const STRUCTURED = ['v', 'data', 'model', 'run', 'edit', 'name']
const VIEW_KEY = /^[a-z][a-zA-Z0-9]{0,31}$/

/** Can this be the part of a `view.*` key behind the dot? */
export function isViewKey(key: string): boolean {
  return VIEW_KEY.test(key) && !(key in Object.prototype)
}

/** Options of data sets and models: known even where they do not apply. */
export function isOptionKey(key: string): boolean {
  const apart = datasetSpecs.filter(({ optionsInline }) => !optionsInline)
  return [...apart, ...modelSpecs].some(({ options }) =>
    options.some((option) => option.key === key),
  )
}

/** Is this a key that this version gives a meaning, whatever data set and model are chosen? */
export function isKnownKey(key: string): boolean {
  return (
    STRUCTURED.includes(key) ||
    Object.hasOwn(fields, key) ||
    isOptionKey(key) ||
    (key.startsWith('view.') && isViewKey(key.slice('view.'.length)))
  )
}
