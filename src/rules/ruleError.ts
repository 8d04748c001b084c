import type { Place } from './types'

/** What is wrong with a rule's text, in a sentence, and where. */
export class RuleError extends Error {
  readonly place: Place

  constructor(message: string, place: Place) {
    super(message)
    this.name = 'RuleError'
    this.place = place
  }
}

/** Follows from a mistake that has been reported; not worth a sentence of its own. */
export class FollowingError extends RuleError {
  constructor(place: Place) {
    super('This depends on a line that is wrong.', place)
  }
}
