import { useState } from 'react'
import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { LineChart } from './LineChart'
import type { ChartSeries } from './types'

const series = ['ALI-G', 'SGD'].map((label, i): ChartSeries => ({
  id: label,
  label,
  color: i === 0 ? 'blue' : 'red',
  points: Array.from({ length: 101 }, (_, x) => ({ x, y: 1 + i + x / 100 })),
}))

function Chart() {
  const [hoverX, onHover] = useState<number | null>(null)
  const [pinnedX, setPinned] = useState<number | null>(null)
  const whole = (x: number | null) => (x === null ? null : Math.round(x))
  return (
    <div style={{ width: 600 }}>
      <LineChart
        title="Loss"
        {...{ series, hoverX, pinnedX }}
        onHover={(x) => onHover(whole(x))}
        onPin={(x) => setPinned(whole(x))}
        xDomain={[0, 100]}
        yScale="linear"
        height={200}
      />
      <p data-testid="below">below</p>
    </div>
  )
}

/** The code that draws is fetched when it is first needed. */
const isDrawn = (root: Element) =>
  expect.poll(() => root.querySelectorAll('.chart__line').length, { timeout: 20_000 }).toBe(2)

const boxOf = (element: Element) => {
  const { x, y, width, height } = element.getBoundingClientRect()
  return [x, y, width, height]
}

it('reads the cursor in a fixed line outside the plot, and moves nothing', async () => {
  const screen = await render(<Chart />)
  const plot = screen.getByRole('slider')
  await isDrawn(screen.container)
  const parts = () =>
    ['.chart__plot', '.legend', '.chart__readout', '[data-testid=below]'].map((part) =>
      boxOf(screen.container.querySelector(part)!),
    )
  const before = parts()
  await userEvent.hover(plot, { position: { x: 300, y: 100 } })
  const readout = screen.container.querySelector('.chart__readout p')!
  await expect.poll(() => readout.textContent).toMatch(/^step \d+/)
  expect(readout.textContent).toMatch(/SGD 2\.\d+ALI-G 1\.\d+/)
  expect(parts()).toEqual(before)
  const [, plotTop, , plotHeight] = before[0]!
  expect(boxOf(readout)[1]).toBeGreaterThanOrEqual(plotTop! + plotHeight!)
})

it('keeps a clicked step marked and read when the cursor goes, until it is unpinned', async () => {
  const screen = await render(<Chart />)
  const plot = screen.getByRole('slider')
  await isDrawn(screen.container)
  await userEvent.click(plot, { position: { x: 300, y: 100 } })
  await userEvent.hover(screen.getByTestId('below'))
  const unpin = screen.getByRole('button', { name: /^Unpin step \d+$/ })
  await expect.element(unpin).toBeVisible()
  expect(screen.container.querySelectorAll('.chart__hover--pinned line')).toHaveLength(1)
  await userEvent.click(unpin)
  expect(screen.container.querySelectorAll('.chart__hover--pinned line')).toHaveLength(0)
})
