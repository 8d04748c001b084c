import { Suspense, use, useEffect } from 'react'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { useTurn } from './useTurn'

interface PartProps {
  readonly name: string
  readonly waitFor: () => Promise<unknown>
  readonly log: string[]
}

function Part({ name, waitFor, log }: PartProps) {
  const [isMine, end] = useTurn(waitFor)
  useEffect(() => {
    if (!isMine) return
    log.push(`${name} in the page`)
    // What is drawn in a later task, as lines of a chart are.
    const later = setTimeout(() => {
      log.push(`${name} done`)
      end()
    }, 20)
    return () => clearTimeout(later)
  }, [name, isMine, log, end])
  return isMine && <output>{name}</output>
}

const atOnce = () => Promise.resolve()
const never = () => new Promise<never>(() => {})
const failing = () => Promise.reject(new Error('The connection is gone.'))

it('makes parts one after the other, in the order in which what they wait for is there', async () => {
  const log: string[] = []
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  const whenArrived = () => arrived
  const screen = await render(
    <>
      <Part name="a" waitFor={whenArrived} log={log} />
      <Part name="b" waitFor={atOnce} log={log} />
      <Part name="c" waitFor={atOnce} log={log} />
    </>,
  )
  await expect.poll(() => screen.container.textContent).toBe('bc')
  arrive()
  await expect.poll(() => screen.container.textContent).toBe('abc')
  await expect.poll(() => log).toHaveLength(6)
  expect(log).toEqual(['b', 'c', 'a'].flatMap((name) => [`${name} in the page`, `${name} done`]))
})

it('waits for nobody who has gone, and makes a part whose wait has failed', async () => {
  const log: string[] = []
  const first = await render(
    <>
      <Part name="gone" waitFor={atOnce} log={log} />
      <Part name="waiting" waitFor={never} log={log} />
    </>,
  )
  await first.unmount()
  const second = await render(<Part name="left" waitFor={failing} log={log} />)
  await expect.poll(() => second.container.textContent).toBe('left')
})

const missing = never()

function Stuck() {
  const [isMine] = useTurn(atOnce)
  if (isMine) use(missing)
  return null
}

it('does not wait for ever for a part that cannot be made', async () => {
  const screen = await render(
    <>
      <Suspense>
        <Stuck />
      </Suspense>
      <Part name="next" waitFor={atOnce} log={[]} />
    </>,
  )
  await expect.poll(() => screen.container.textContent, { timeout: 5000 }).toBe('next')
})
