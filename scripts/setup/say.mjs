/** A reason to stop that the person at the terminal can act on; the message is a sentence. */
export class SetupError extends Error {}

/** @param {string} line */
export function say(line) {
  console.log(`[set-up] ${line}`)
}
