/**
 * Notices a worker that is gone: browsers kill workers for want of memory without an event. It is
 * asked every few seconds; anything that it sends is a sign of life.
 */
export interface Heartbeat {
  /** The worker has sent something. */
  readonly alive: () => void
  readonly stop: () => void
}

export interface HeartbeatOptions {
  readonly ping: () => void
  /** Called once. */
  readonly onLost: () => void
  readonly everyMs: number
  /**
   * So many questions in a row without an answer. Counted, not timed, so that a laptop that slept
   * kills nothing.
   */
  readonly unansweredLimit: number
}

export function startHeartbeat({
  ping,
  onLost,
  everyMs,
  unansweredLimit,
}: HeartbeatOptions): Heartbeat {
  let unanswered = 0
  const stop = () => clearInterval(timer)
  const timer = setInterval(() => {
    if (unanswered >= unansweredLimit) {
      stop()
      onLost()
      return
    }
    unanswered++
    ping()
  }, everyMs)
  return {
    alive: () => {
      unanswered = 0
    },
    stop,
  }
}
