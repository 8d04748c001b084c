import type { Part, Recording } from '../record'
import type { VirtualBuffer } from '../virtualBuffer'

const numbers = new WeakMap<object, number>()
let next = 0

/** The same number whenever it is asked for the same object. */
function numberOf(object: object): number {
  let number = numbers.get(object)
  if (number === undefined) numbers.set(object, (number = next++))
  return number
}

/**
 * What each launch does, as a word: the same word in two recordings means the same work on
 * corresponding buffers, provided that all words before are the same too.
 */
export function launchWords({ launches }: Pick<Recording, 'launches'>): string[] {
  const madeBy = new Map<VirtualBuffer, number>()
  launches.forEach(({ parts: [{ buffer }] }, index) => {
    if (!madeBy.has(buffer)) madeBy.set(buffer, index)
  })
  const word = (part: Part): string => {
    switch (part.kind) {
      case 'made':
        return `made ${madeBy.get(part.buffer)} ${part.buffer.size}`
      case 'fixed':
        return `${part.isUniform ? 'uniform' : 'constant'} ${new Uint8Array(part.contents).join()}`
      case 'ofRun':
        return part.key
      case 'shared':
        return `shared ${numberOf(part.buffer)}`
    }
  }
  return launches.map(({ pipeline, workgroups, parts }) =>
    [
      `${numberOf(pipeline)} ${workgroups.join()}`,
      ...parts.map((part) => `${word(part)} ${part.offset} ${part.size}`),
    ].join('; '),
  )
}
