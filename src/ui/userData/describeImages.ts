import { formatCount } from '../../charts/format'
import type { InputShape } from '../../spec/model'

const COLOURS: Readonly<Record<number, string>> = { 1: 'in grey', 3: 'in colour' }

interface Images {
  readonly input: InputShape
  readonly classNames: readonly string[]
  readonly trainCount: number
  readonly testCount: number
}

/** "60,000 training and 10,000 test images, 28 x 28 in grey, 10 classes". */
export function describeImages({ input, classNames, trainCount, testCount }: Images): string {
  const { height, width, channels } = input
  const colour = COLOURS[channels] ?? `with ${channels} channels`
  return (
    `${formatCount(trainCount)} training and ${formatCount(testCount)} test images, ${width} x ${height} ` +
    `${colour}, ${classNames.length} classes`
  )
}
