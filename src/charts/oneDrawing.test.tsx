import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { xTicksOf, yDomainOf, yTicksOf } from './layout'
import { Lines } from './Lines'
import { Overlay } from './Overlay'
import { toSvg, type ChartPicture, type SvgView } from './toSvg'
import type { ChartSeries } from './types'
import { Underlay } from './Underlay'

const xDomain = [0, 100] as const
const yScale = 'log'
const yDomain = [0.1, 10] as const
/** Where a file puts its first plot when nothing is listed above it. */
const area = { left: 56, top: 78, width: 520, height: 200 }

const points = Array.from({ length: 100 }, (_, x) => ({ x, y: x % 40 === 7 ? 0.01 : 1 + x / 20 }))
const band = [0, 50, 100].map((x) => ({ x, low: 1, high: 4 + x / 50 }))
const series: readonly ChartSeries[] = [
  { id: 'a', label: 'a', color: 'red', marker: 'circle', points, band, legend: false },
  {
    ...{ id: 'b', label: 'b', color: 'blue', marker: 'cross', markers: 'each', dash: '4 2' },
    ...{
      points: [
        { x: 10, y: 2 },
        { x: 90, y: 20 },
      ],
      opacity: 0.5,
      width: 3,
      legend: false,
    },
  },
]
const marks = [{ x: 30, label: 'maxLr 1', color: 'green' }]
const levels = [{ y: 2, label: 'guessing' }]
const shadedRanges = [
  { x0: 10, x1: 20, color: 'red', strength: 0.5 },
  { x0: 40, x1: 140, color: 'red', strength: 0.5 },
]

const chart: ChartPicture = {
  ...{ title: 'Loss', series, xDomain, yScale, yDomain, xLabel: 'step', xIsWhole: true },
  ...{ formatX: String, shadedRanges, marks, levels },
}
const view: SvgView = {
  ...{ width: 600, plotHeight: area.height, heading: '', footer: '' },
  color: (css) => css,
}
const file = toSvg([chart], view)

/** Values of an attribute, in the order of the text. */
const valuesOf = (markup: string, name: string) =>
  [...markup.matchAll(new RegExp(` ${name}="([^"]+)"`, 'g'))].map(([, value]) => value!)

const frame = { area, xDomain, yDomain, yScale } as const
const layers: [string, ReactElement][] = [
  ['lines and bands', <Lines key="l" {...frame} series={series} />],
  ['shading', <Underlay key="u" area={area} domain={xDomain} ranges={shadedRanges} />],
  [
    'markers and clamped points',
    <Overlay key="o" {...frame} {...{ series, marks, levels }} markLabels />,
  ],
]

it.each(layers)('%s are the same paths on the screen and in a file', (_, layer) => {
  const screen = renderToStaticMarkup(layer)
  const paths = valuesOf(screen, 'd')
  expect(paths.length).toBeGreaterThan(0)
  expect(paths.filter((path) => !valuesOf(file, 'd').includes(path))).toEqual([])
  const places = valuesOf(screen, 'transform')
  expect(places.filter((place) => !valuesOf(file, 'transform').includes(place))).toEqual([])
  for (const name of ['fill-opacity', 'stroke-dasharray', 'stroke-opacity'])
    for (const value of valuesOf(screen, name)) expect(file).toContain(`${name}="${value}"`)
})

it('writes the words of marks and levels at the same places', () => {
  const screen = renderToStaticMarkup(layers[2]![1])
  const placesOf = (markup: string, words: string) =>
    [...markup.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)/g)]
      .filter(([, , , text]) => text === words)
      .map(([, x, y]) => [Number(x), Number(Number(y).toFixed(1))])
  for (const words of ['maxLr 1', 'guessing']) {
    expect(placesOf(screen, words)).toHaveLength(1)
    expect(placesOf(file, words)).toEqual(placesOf(screen, words))
  }
})

it('has the same numbers at the axes for a plot of the same size', () => {
  for (const tick of [
    ...xTicksOf(xDomain, area.width, true),
    ...yTicksOf(yDomain, yScale, area.height),
  ])
    expect(file).toContain(`>${tick}</text>`)
  expect(yDomainOf(series, xDomain, yScale, yDomain)).toBe(yDomain)
  expect(yDomainOf(series, xDomain, yScale)).not.toEqual(yDomain)
})
