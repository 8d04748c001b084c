/** Changes of hyperparameters as vertical marks. A drag makes many edits and gets one mark. */
import { formatCount } from '../../charts/format'
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
 *   step where the first of them began to act
 * @param runOf colour of a run, and its label where the key alone does not tell which run is
 *   meant; undefined for a run that is not shown
 */
export function editMarks(
  edits: readonly MarkedEdit[],
  together: number,
  runOf: (run: RunId) => { readonly label?: string; readonly color: string } | undefined,
): ChartMark[] {
  const groups: { readonly first: MarkedEdit; readonly last: MarkedEdit }[] = []
  for (const edit of edits) {
    const at = groups.findLastIndex(
      ({ last: { run, key } }) => run === edit.run && key === edit.key,
    )
    const group = groups[at]
    if (group && edit.step - group.last.step <= together) groups[at] = { ...group, last: edit }
    else groups.push({ first: edit, last: edit })
  }
  return groups
    .filter(({ first, last }) => last.value !== first.previous)
    .flatMap(({ first: { step, run, key, previous }, last }) => {
      const style = runOf(run)
      if (!style) return []
      const isDrag = last.step > step
      const change = [previous, last.value].map(formatValue).join(isDrag ? ' to ' : ' → ')
      const over = isDrag ? ` over steps ${formatCount(step)} to ${formatCount(last.step)}` : ''
      return [
        {
          x: step,
          label: `${style.label ?? ''} ${key} ${change}${over}`.trim(),
          short: change,
          color: style.color,
        },
      ]
    })
    .sort((a, b) => a.x - b.x)
}
