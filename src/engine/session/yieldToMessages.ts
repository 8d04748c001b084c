/**
 * Lets messages that wait for this worker be handled, then goes on.
 *
 * A ping through a MessageChannel: a promise alone never leaves the current task, setTimeout
 * waits 4 ms once nested, and tf.nextFrame is tied to animation frames.
 */
const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

export function yieldToMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    channel.port2.postMessage(null)
  })
}
