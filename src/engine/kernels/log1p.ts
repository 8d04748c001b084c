/**
 * log(1 + x) in the expressions that WGSL and GLSL share.
 *
 * What is wrong with the kernels of tfjs 4.22 (WebGPU, WebGL and wasm; only cpu is right): they add
 * the 1 first, which rounds a small x to multiples of 1.2e-7, and near 1 a graphics card's `log` is
 * right to 5e-7 only. The cross-entropy of an example that is almost fitted is log(1 + x) of a tiny
 * x, and ALI-G divides it.
 * Here: log(1 + x) = 2 atanh(s) with s = x / (2 + x), whose series has no cancellation that a
 * compiler could make worse by sorting the terms in another way. Below x = 1, s is at most 1 / 3, and
 * what is left out is below 2e-8 of the sum; from x = 1 on `log` is precise.
 * Can go when: tfjs's own kernels pass `describeLosses`.
 */

/** The coefficients 2 / (2k + 1) of s^(2k), largest k first. */
const COEFFICIENTS = [6, 5, 4, 3, 2, 1, 0].map((k) => (2 / (2 * k + 1)).toFixed(9))

/** The series, of `s` and its square `q`. */
export const LOG1P_SERIES = `s * ${COEFFICIENTS.reduce((sum, next) => `(${next} + q * ${sum})`)}`

/** The series acts between these two. */
export const LOG1P_SERIES_FROM = '-0.5'
export const LOG1P_SERIES_TO = '1.0'
