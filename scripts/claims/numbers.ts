/** Numbers in sentences, as a person reads them, and whether a table has them. Pure. */

const TOLD = /\d+ of (?:the )?\d+|\d+(?:\.\d+)?(?:e-?\d+)?(?:\s%)?/g

/**
 * What is claimed to be measured: "93.3", "0.0007", "1.2e-4", "60 %", "3 of 20". Whole numbers
 * without a unit are settings and counts of other things.
 */
export function numbersIn(text: string): string[] {
  return (text.match(TOLD) ?? []).filter((told) => /[.e%]| of /.test(told))
}

/** Rounded as it is told, it is in the text; "3 of 20" as it is. */
export function standIn(tables: string, told: string): boolean {
  if (told.includes(' of ')) return tables.includes(told.replace('of the', 'of'))
  const isShare = told.endsWith('%')
  const [mantissa = '', exponent = '0'] = told.replace(/\s%$/, '').split('e')
  const digits = mantissa.split('.')[1]?.length ?? 0
  const unit = 10 ** (Number(exponent) - digits)
  const measured =
    tables.match(isShare ? /\d+(?:\.\d+)?(?=\s%)/g : /\d+(?:\.\d+)?(?:e-?\d+)?/g) ?? []
  return measured.some(
    (text) => Math.abs(Number(text) - Number(`${mantissa}e${exponent}`)) <= 0.51 * unit,
  )
}
