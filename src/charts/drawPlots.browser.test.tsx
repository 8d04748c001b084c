import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { drawPlots } from './drawPlots'
import { plotOf, type ChartPicture } from './picture'
import RechartsPlot from './RechartsPlot'
import type { ChartSeries } from './types'

const points = Array.from({ length: 100 }, (_, x) => ({ x, y: x % 40 === 7 ? 0.01 : 1 + x / 20 }))
const band = [0, 50, 100].map((x) => ({ x, low: 1, high: 4 + x / 50 }))
const series: readonly ChartSeries[] = [
  { id: 'a', label: 'a', color: 'red', marker: 'circle', points, band },
  {
    ...{ id: 'b', label: 'b', color: 'blue', marker: 'cross', markers: 'each', dash: '4 2' },
    ...{
      points: [
        { x: 10, y: 2 },
        { x: 90, y: 20 },
      ],
      opacity: 0.5,
      width: 3,
    },
  },
]
const picture: ChartPicture = {
  ...{ title: 'Loss', series, xDomain: [0, 100], yScale: 'log', yDomain: [0.1, 10] },
  ...{ xLabel: 'step', xIsWhole: true, formatX: String, shades: [] },
  shadedRanges: [
    { x0: 10, x1: 20, color: 'red', strength: 0.5 },
    { x0: 40, x1: 140, color: 'red', strength: 0.5 },
  ],
  marks: [{ x: 30, label: 'maxLr 1', color: 'green' }],
  levels: [{ y: 2, label: 'guessing' }],
}
const size = { width: 600, height: 240 }

const seen = (root: ParentNode) => ({
  paths: [...root.querySelectorAll('path')].map((one) => one.getAttribute('d')),
  words: [...root.querySelectorAll('text')].map((one) => one.textContent),
  rules: [...root.querySelectorAll('line')].map((one) =>
    ['x1', 'y1', 'x2', 'y2'].map((name) => one.getAttribute(name)).join(),
  ),
})

it('draws in a file what stands on the page, lines, tints, marks, axes and words', async () => {
  const [drawn] = await drawPlots([{ picture, ...size }])
  const file = new DOMParser().parseFromString(drawn!.svg, 'image/svg+xml')
  expect(file.querySelector('parsererror')).toBeNull()

  const page = await render(
    <div style={size}>
      <RechartsPlot {...plotOf(picture, size.width, size.height)} />
    </div>,
  )
  await expect.poll(() => page.container.querySelectorAll('.chart__line').length).toBe(2)
  const onPage = seen(page.container)
  expect(seen(file)).toEqual(onPage)
  const lines = [...page.container.querySelectorAll('.chart__line')]
  expect(lines.map((one) => one.getAttribute('d')!.length > 300)).toEqual([true, false])
  for (const words of ['maxLr 1', 'guessing', '100', '10', '0.1'])
    expect(onPage.words).toContain(words)
  expect(onPage.rules.length).toBeGreaterThanOrEqual(3 + 2)
})

it('has its numbers where the scale has them: 1 half way up from 0.1 to 10', async () => {
  const plot = plotOf(picture, size.width, size.height)
  const { area } = plot
  const page = await render(<RechartsPlot {...plot} />)
  const at = (axis: string, words: string) =>
    [...page.container.querySelectorAll(`.recharts-${axis}-tick-labels text`)].find(
      ({ textContent }) => textContent === words,
    )
  await expect
    .poll(() => Number(at('xAxis', '40')?.getAttribute('x')))
    .toBeCloseTo(area.left + 0.4 * area.width, 9)
  expect(Number(at('yAxis', '1')?.getAttribute('y'))).toBeCloseTo(area.top + area.height / 2, 9)
  const grid = [...page.container.querySelectorAll('.recharts-cartesian-grid line')]
  const heights = grid.map((line) => Number(line.getAttribute('y1')))
  expect(heights).toEqual(
    plot.yTicks.map((y) => expect.closeTo(area.top + (area.height * (1 - Math.log10(y))) / 2, 9)),
  )
})

it('keeps nothing in a file that only a page knows', async () => {
  const [drawn] = await drawPlots([{ picture, ...size }])
  expect(drawn!.svg).not.toMatch(/style=|recharts|clip-path/)
  expect(drawn!.svg).toContain('stroke-dasharray="4 2"')
})
