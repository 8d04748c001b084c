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
  const count = (n: number) => n.toLocaleString('en-US')
  const { height, width, channels } = input
  const colour = COLOURS[channels] ?? `with ${channels} channels`
  return (
    `${count(trainCount)} training and ${count(testCount)} test images, ${width} x ${height} ` +
    `${colour}, ${classNames.length} classes`
  )
}
