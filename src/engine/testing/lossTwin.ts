/** The losses in float64 and plain loops, without tfjs. */
import type { LossId } from '../../spec/loss'

export interface LossTwin {
  /** Of one example. */
  readonly loss: (z: readonly number[], label: number) => number
  /** Its derivative by each logit. */
  readonly slope: (z: readonly number[], label: number) => number[]
}

/** exp(z_k - top) for every k but `without`, whose place has 0. */
const exponentials = (z: readonly number[], top: number, without = -1) =>
  z.map((value, k) => (k === without ? 0 : Math.exp(value - top)))

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

/** 1 + z_k - z_label of the wrong classes; the label's place has none. */
const margins = (z: readonly number[], label: number) =>
  z.map((value, k) => (k === label ? -Infinity : 1 + value - z[label]!))

export const lossTwins: Readonly<Record<LossId, LossTwin>> = {
  // In two cases: where the label leads, 1 + x would round x away in float64 too.
  crossEntropy: {
    loss: (z, label) => {
      const top = Math.max(...z)
      if (z[label] === top) return Math.log1p(total(exponentials(z, top, label)))
      return Math.log(total(exponentials(z, top))) + top - z[label]!
    },
    slope: (z, label) => {
      const top = Math.max(...z)
      const rest = total(exponentials(z, top, label))
      const all = total(exponentials(z, top))
      return exponentials(z, top).map((e, k) => (k === label ? -rest / all : e / all))
    },
  },
  squared: {
    loss: (z, label) => total(z.map((value, k) => (value - Number(k === label)) ** 2)) / 2,
    slope: (z, label) => z.map((value, k) => value - Number(k === label)),
  },
  hinge: {
    loss: (z, label) => Math.max(0, ...margins(z, label)),
    slope: (z, label) => {
      const asked = margins(z, label)
      const most = asked.indexOf(Math.max(...asked))
      if (asked[most]! <= 0) return z.map(() => 0)
      return z.map((_, k) => Number(k === most) - Number(k === label))
    },
  },
}
