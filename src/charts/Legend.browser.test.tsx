import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { Legend } from './Legend'
import type { ChartSeries } from './types'

const series = (id: string, label: string, values: readonly (number | null)[], more = {}) =>
  ({
    id,
    label,
    color: 'red',
    points: values.map((y, x) => ({ x, y })),
    ...more,
  }) satisfies ChartSeries

const all = [
  series('a-train', 'ALI-G', [1, 2, 3], { part: 'train' }),
  series('sgd', 'SGD', [10, 20, null], { part: 'train' }),
  series('a-test', 'ALI-G', [5, 6, 7], { part: 'test' }),
  series('late', 'Not listed', [9, 9, 9], { legend: false }),
]
const formatValue = (y: number | null) => (y === null ? '–' : `${y}!`)

async function itemsAt(hoverX: number | null, compact = false) {
  const screen = await render(
    <Legend series={all} hoverX={hoverX} formatValue={formatValue} compact={compact} />,
  )
  await expect.element(screen.getByRole('list')).toBeVisible()
  const items = screen
    .getByRole('listitem')
    .elements()
    .map((item) => [...item.querySelectorAll('span')].filter((one) => !one.childElementCount))
    .map((parts) => parts.map((part) => part.textContent).filter(Boolean))
  await screen.unmount()
  return items
}

it('has an item for each label in their first order, with the latest values', async () => {
  expect(await itemsAt(null)).toEqual([
    ['ALI-G', 'train', '3!', 'test', '7!'],
    ['SGD', 'train', '20!'],
  ])
})

it('shows the values at the cursor, and a gap as a gap', async () => {
  expect(await itemsAt(2)).toEqual([
    ['ALI-G', 'train', '3!', 'test', '7!'],
    ['SGD', 'train', '–'],
  ])
  expect(await itemsAt(0)).toEqual([
    ['ALI-G', 'train', '1!', 'test', '5!'],
    ['SGD', 'train', '10!'],
  ])
})

it('has only the first value of each label where space is short', async () => {
  expect(await itemsAt(1, true)).toEqual([
    ['ALI-G', '2!'],
    ['SGD', '20!'],
  ])
})

it('takes the exact value from the raw data where the series offers them', async () => {
  const exact = series('exact', 'Exact', [1, 2], { valueAt: (x: number) => 100 * x })
  const screen = await render(<Legend series={[exact]} hoverX={0.5} formatValue={formatValue} />)
  await expect.element(screen.getByRole('listitem')).toHaveTextContent(/^Exact50!$/)
})
