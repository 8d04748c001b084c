import { visibleText } from '../../experiment/text'
import type { Cell } from '../export/tables'

/**
 * Which cell of a row is wrong and what it holds, for the end of a sentence; empty where every
 * cell by itself could be right.
 */
export function wrongCell(
  cells: readonly Cell[],
  header: readonly string[],
  isWrong: (cell: Cell, column: number) => boolean,
): string {
  if (cells.length !== header.length)
    return `: it has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, not ${header.length}`
  const column = cells.findIndex(isWrong)
  return column < 0 ? '' : `: ${header[column]} is "${visibleText(cells[column]!, 40)}"`
}
