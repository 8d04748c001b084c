export class TimeLimitReached extends Error {}

/** @throws TimeLimitReached when the promise has not settled by then; it is left to itself */
export async function withTimeLimit(promise, ms) {
  let timer
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimitReached(`no answer in ${ms / 1000} s`)), ms)
  })
  try {
    return await Promise.race([promise, limit])
  } finally {
    clearTimeout(timer)
  }
}
