import { describe, expect, it } from 'vitest'
import { decimate } from './decimate'
import { linePath } from './linePath'
import { toSvg, type ChartPicture, type SvgView } from './toSvg'

const VIEW: SvgView = {
  width: 600,
  plotHeight: 200,
  heading: 'A & B <c>',
  footer: 'below',
  color: (css) => (css.startsWith('var') ? '#123456' : css),
}

function picture(patch: Partial<ChartPicture> = {}): ChartPicture {
  const y = Float32Array.from({ length: 2000 }, (_, i) => 1 + Math.sin(i / 50))
  const points = decimate({ y }, [0, 2000])
  return {
    title: 'Loss',
    series: [
      { id: 'a', label: 'ALI-G', color: 'var(--run-0)', marker: 'circle', points },
      { id: 'b', label: 'quiet', color: 'red', legend: false, points: [], dash: '2 3' },
    ],
    xDomain: [0, 2000],
    yScale: 'linear',
    yDomain: [0, 2],
    xLabel: 'step',
    xIsWhole: true,
    formatX: String,
    shadedRanges: [{ x0: 100, x1: 200, color: 'blue', strength: 1 }],
    marks: [{ x: 500, label: 'maxLr 1', color: 'var(--run-0)' }],
    levels: [],
    ...patch,
  }
}

/** Every element closed in its order: what a parser of XML asks for first. */
function isBalanced(svg: string): boolean {
  const open: string[] = []
  for (const [, close, name, , empty] of svg.matchAll(/<(\/?)([\w]+)([^<>]*?)(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false
    } else if (!empty) open.push(name!)
  }
  return open.length === 0
}

describe('toSvg', () => {
  it('has the decimated points of the chart', () => {
    const chart = picture()
    const frame = {
      width: 600 - 56 - 24,
      height: 200,
      xDomain: chart.xDomain,
      yDomain: [0, 2] as const,
      yScale: 'linear' as const,
    }
    const path = linePath(chart.series[0]!.points, frame)
    expect(path.length).toBeGreaterThan(2000)
    expect(toSvg([chart], VIEW)).toContain(`d="${path}"`)
  })

  it('is a file of its own: balanced, escaped, without custom properties', () => {
    const svg = toSvg([picture(), picture({ title: '"x" & <y>' })], VIEW)
    expect(isBalanced(svg)).toBe(true)
    expect(svg).toContain('A &amp; B &lt;c&gt;')
    expect(svg).toContain('&quot;x&quot; &amp; &lt;y&gt;')
    expect(svg).not.toContain('var(')
    expect(svg.match(/<clipPath id="plot[01]"/g)).toHaveLength(2)
    expect(svg).toContain('maxLr 1')
    expect(svg).toContain('below')
  })

  it('lists in the legend what the chart lists', () => {
    const svg = toSvg([picture()], VIEW)
    expect(svg).toContain('>ALI-G</text>')
    expect(svg).not.toContain('quiet')
  })

  it('finds the ends of the y axis itself, and grows with the charts', () => {
    const svg = toSvg([picture({ yDomain: undefined, yScale: 'log' })], VIEW)
    expect(svg).toContain('>step</text>')
    const heightOf = (text: string) => Number(/ height="(\d+)"/.exec(text)![1])
    expect(heightOf(toSvg([picture(), picture()], VIEW))).toBeGreaterThan(1.7 * heightOf(svg) - 100)
  })
})
