/** Limits of an experiment. What a link or a file asks for beyond them is refused. */

export const MAX_RUNS = 8
export const MAX_EXAMPLES = 1_000_000
export const MAX_BATCH = 1024
export const MAX_SEED = 2 ** 32 - 1
export const MAX_STEPS = 10_000_000
export const MAX_EVAL = 1_000_000
export const MAX_SEEDS = 20
export const MAX_EDITS = 500

/** Length of a title or a run's name, in characters (code points). */
export const MAX_NAME = 80

/** Characters of all `view.*` pairs together, and of all unknown ones. */
export const MAX_EXTRA = 1000

/** Characters that a key with its value counts, `=` and `&` included. */
export const extraSize = ([key, value]: readonly [string, string]): number =>
  key.length + value.length + 2

/**
 * Characters of a link that are read. The longest link that `encodeLink` can write stays below:
 * 500 edits of 97, nine names of 80 characters at 12 each (percent-encoded UTF-8), two times
 * 1,000 extra characters at 9 each, and eight runs, each with a rule of its own of 4,096 and 7,000
 * for its options.
 */
export const MAX_LINK = 170_000
