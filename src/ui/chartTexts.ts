/** Names and texts of the files of one chart. */
import type { ChartRows } from '../charts/chartRows'

/** "alig-playground-step-size.svg" */
export const fileNameOf = (title: string, extension: string) =>
  `alig-playground-${title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.${extension}`

/** A name as a cell: quoted where it has to be, and no formula for a spreadsheet. */
function csvField(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** Digits enough to give every float32 back, and none of the noise behind them. */
const numberOf = (value: number | null) =>
  value === null ? '' : String(Number(value.toPrecision(9)))

export function csvOf({ header, rows }: ChartRows): string {
  const lines = [header.map(csvField), ...rows.map((row) => row.map(numberOf))]
  return lines.map((cells) => cells.join(',') + '\n').join('')
}
