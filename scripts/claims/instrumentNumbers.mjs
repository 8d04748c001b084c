/** Small statistics of what instruments found. Pure. */
import { spreadOf } from './summary.mjs'

/** NaN where no number is finite. */
export const finiteMedian = (values) => spreadOf(values)?.median ?? NaN

/** Mean of 0 and 1. */
export const share = (flags) => flags.reduce((sum, flag) => sum + flag, 0) / flags.length

/** Place of the first value that fulfils a test; -1 for none. */
export const firstWhere = (values, test) => values.findIndex(test)

/** Ranks from 0; equal values share the middle of theirs. */
function ranks(values) {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b])
  const found = Array(values.length)
  for (let from = 0; from < order.length;) {
    let to = from
    while (to + 1 < order.length && values[order[to + 1]] === values[order[from]]) to++
    for (let i = from; i <= to; i++) found[order[i]] = (from + to) / 2
    from = to + 1
  }
  return found
}

/** Spearman's; NaN where one of the two never changes. */
export function rankCorrelation(a, b) {
  const [x, y] = [ranks(a), ranks(b)]
  const middle = (a.length - 1) / 2
  const product = (p, q) => p.reduce((sum, value, i) => sum + (value - middle) * (q[i] - middle), 0)
  const size = Math.sqrt(product(x, x) * product(y, y))
  return size > 0 ? product(x, y) / size : NaN
}
