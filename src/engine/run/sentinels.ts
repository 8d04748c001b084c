/**
 * Codes that stand for "no number" in float32 tensors. NaN and Infinity would do on paper, but
 * WGSL lets a compiler assume that neither occurs.
 */

/** A hyperparameter that is switched off (`none` in links); larger than any real limit. */
export const NO_LIMIT = 3.4e38

/** A metric that this step does not have. */
export const ABSENT = -3.4e38

/** The largest size of a number that the engine goes on with; anything else is not finite. */
export const FINITE_MAX = 3e38
