import { useState } from 'react'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { LineChart } from './LineChart'

const nothing = () => undefined

function Chart({ onChange }: { readonly onChange: (value: number) => void }) {
  const [value, setValue] = useState(1)
  const points = Array.from({ length: 11 }, (_, x) => ({ x, y: value }))
  return (
    <div style={{ width: 600 }}>
      <LineChart
        title="Step size"
        series={[{ id: 'a', label: 'ALI-G', color: 'blue', points }]}
        xDomain={[0, 10]}
        yScale="log"
        height={234}
        hoverX={null}
        onHover={nothing}
        handles={[
          {
            ...{ id: 'a', value, label: `maxLr ${value}`, color: 'blue' },
            onChange: (next) => {
              setValue(next)
              onChange(next)
            },
          },
        ]}
      />
    </div>
  )
}

it('follows the pointer on the scale, while the axis stands, and then fits it again', async () => {
  const asked: number[] = []
  const screen = await render(<Chart onChange={(value) => asked.push(value)} />)
  const handle = () => screen.container.querySelector<HTMLElement>('.chart__handle')!
  await expect.poll(handle, { timeout: 20_000 }).not.toBeNull()
  const ticks = () =>
    [...screen.container.querySelectorAll('.recharts-yAxis-tick-labels text')].map(
      (one) => one.textContent,
    )
  await expect.poll(ticks, { timeout: 20_000 }).not.toEqual([])
  const before = ticks()

  const box = handle().getBoundingClientRect()
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const point = (type: string, clientY: number) =>
    handle().dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, clientX: x, clientY }),
    )
  // No pointer is down as the browser sees it.
  handle().setPointerCapture = nothing
  point('pointermove', y + 40)
  expect(asked).toEqual([])
  point('pointerdown', y)
  await expect.poll(() => handle().className).toContain('held')
  point('pointermove', y + 40)
  await expect.poll(() => asked).toHaveLength(1)
  expect(asked[0]).toBeLessThan(0.95)
  expect(ticks()).toEqual(before)
  point('pointermove', y + 400)
  await expect.poll(() => asked).toHaveLength(2)
  expect(asked[1]).toBeLessThan(asked[0]! / 2)
  expect(ticks()).toEqual(before)
  point('pointerup', y + 400)
  await expect.poll(ticks).not.toEqual(before)
  point('pointermove', y)
  expect(asked).toHaveLength(2)
})
