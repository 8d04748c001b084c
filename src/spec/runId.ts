declare const brand: unique symbol

/**
 * A run of the page: given when it is added, and the same in the worker, in the series and in the
 * edits until the page is closed. Not its place in the list, which changes.
 */
export type RunId = number & { readonly [brand]: 'RunId' }

export const asRunId = (id: number): RunId => id as RunId
