/** Changes of hyperparameters as vertical marks. A drag makes many edits and gets one mark. */
import type { ChartMark } from '../../charts/types'
import { formatValue } from '../../experiment/optionText'
import type { RunId } from '../../spec/runId'
import type { OptionValue } from '../../spec/hyperparameter'

export interface MarkedEdit {
  readonly step: number
  readonly run: RunId
  readonly key: string
  readonly value: OptionValue
  readonly previous: OptionValue
}

/**
 * @param edits in order of step
 * @param together edits of one value that are at most this many steps apart are one mark, at the
 *   step of the last
 * @param runOf colour of a run, and its label where the key alone does not tell which run is
 *   meant; undefined for a run that is not shown
 */
export function editMarks(
  edits: readonly MarkedEdit[],
  together: number,
  runOf: (run: RunId) => { readonly label?: string; readonly color: string } | undefined,
): ChartMark[] {
  const groups: MarkedEdit[] = []
  for (const edit of edits) {
    const at = groups.findLastIndex(({ run, key }) => run === edit.run && key === edit.key)
    const last = groups[at]
    if (last && edit.step - last.step <= together) {
      groups[at] = { ...edit, previous: last.previous }
    } else groups.push(edit)
  }
  return groups
    .filter(({ value, previous }) => value !== previous)
    .flatMap(({ step, run, key, value, previous }) => {
      const style = runOf(run)
      if (!style) return []
      const words = `${style.label ?? ''} ${key} ${formatValue(previous)} → ${formatValue(value)}`
      return [{ x: step, label: words.trim(), color: style.color }]
    })
    .sort((a, b) => a.x - b.x)
}
