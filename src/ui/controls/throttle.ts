export interface Throttled<T> {
  /** Calls at once, or at the end of the interval with the value given last. */
  readonly call: (value: T) => void
  /** Makes a call that is still waiting now. */
  readonly flush: () => void
}

/** Lets at most one call through in `interval` milliseconds, and always the last one. */
export function createThrottle<T>(interval: number, act: (value: T) => void): Throttled<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: { readonly value: T } | undefined
  const end = () => {
    timer = undefined
    if (!waiting) return
    const { value } = waiting
    waiting = undefined
    start(value)
  }
  const start = (value: T) => {
    timer = setTimeout(end, interval)
    act(value)
  }
  return {
    call: (value) => {
      if (timer === undefined) start(value)
      else waiting = { value }
    },
    flush: () => {
      if (!waiting) return
      clearTimeout(timer)
      end()
    },
  }
}
