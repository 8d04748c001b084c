import { formatCount, formatShare } from '../../charts/format'
import type { Inspection } from '../../state/session/session'

export interface ConfusionProps {
  readonly inspection: Pick<Inspection, 'confusion' | 'classes'>
  readonly classNames: readonly string[]
}

/** More classes than this make cells narrow, and the names stay in view while one scrolls. */
const LARGE = 20
export const isLarge = (classes: number) => classes > LARGE

/** Strongest tint, in per cent: text has to stay readable on it. */
const STRONGEST = 45

/** A table that reads as one; tints say again what the numbers say. */
export function Confusion({ inspection, classNames }: ConfusionProps) {
  const { confusion, classes } = inspection
  const rows = Array.from({ length: classes }, (_, row) => {
    const counts = Array.from(confusion.subarray(row * classes, (row + 1) * classes))
    return { counts, total: counts.reduce((sum, n) => sum + n, 0) }
  })
  return (
    <div
      className={isLarge(classes) ? 'confusion confusion--large' : 'confusion'}
      role="group"
      aria-label="Table of classes"
      tabIndex={0}
    >
      <table aria-label="Confusion matrix">
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">true class</span>
            </th>
            {classNames.map((name) => (
              <th key={name} scope="col" title={name}>
                {name}
              </th>
            ))}
            <th scope="col">right</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ counts, total }, row) => (
            <tr key={classNames[row]}>
              <th scope="row" title={classNames[row]}>
                {classNames[row]}
              </th>
              {counts.map((count, column) => (
                <td
                  key={classNames[column]}
                  className={
                    row === column ? 'confusion__right' : count === 0 ? 'confusion__none' : ''
                  }
                  title={
                    count === 0
                      ? undefined
                      : `${classNames[row]} taken for ${classNames[column]}: ${count}`
                  }
                  style={
                    count === 0 ? undefined : { background: tint(count / total, row === column) }
                  }
                >
                  {formatCount(count)}
                </td>
              ))}
              <td>{total === 0 ? '–' : formatShare(counts[row]! / total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Few mistakes among many hits have to be seen as well, hence the root. */
function tint(share: number, isRight: boolean): string {
  const strength = STRONGEST * (isRight ? share : Math.sqrt(share))
  return `color-mix(in srgb, var(${isRight ? '--run-0' : '--run-1'}) ${strength.toFixed(1)}%, var(--surface))`
}
