import { describe, expect, it } from 'vitest'
import type { ChartPicture } from './picture'
import { aroundPlot, placeLegend, toSvg, type SvgView } from './toSvg'

const VIEW: SvgView = {
  width: 600,
  heading: 'A & B <c>',
  footer: 'below',
  colorOf: (property) => `#${property.slice(2)}`,
}

function picture(patch: Partial<ChartPicture> = {}): ChartPicture {
  return {
    title: 'Loss',
    series: [
      {
        id: 'a',
        label: 'ALI-G',
        color: 'var(--run-0)',
        marker: 'circle',
        points: [{ x: 0, y: 1 }],
      },
      {
        id: 'b',
        label: 'quiet',
        color: 'red',
        legend: false,
        points: [{ x: 0, y: 1 }],
        dash: '2 3',
      },
      { id: 'c', label: 'empty', color: 'red', points: [{ x: 0, y: null }] },
    ],
    xDomain: [0, 2000],
    yScale: 'linear',
    yDomain: [0, 2],
    xLabel: 'step',
    xIsWhole: true,
    formatX: String,
    shadedRanges: [{ x0: 100, x1: 200, color: 'blue', strength: 1 }],
    shades: [
      { color: 'blue', label: 'clip of ALI-G active' },
      { color: 'green', label: 'clip of another active' },
    ],
    marks: [],
    levels: [],
    ...patch,
  }
}
const plot = (patch?: Partial<ChartPicture>) => ({
  picture: picture(patch),
  svg: '<svg width="560" height="200"><path d="M0 0" stroke="var(--run-1, Canvas)"/></svg>',
  width: 560,
  height: 200,
})

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
  it('is a file of its own: balanced, escaped, without custom properties', () => {
    const svg = toSvg([plot(), plot({ title: '"x" & <y>' })], VIEW)
    expect(isBalanced(svg)).toBe(true)
    expect(svg).toContain('A &amp; B &lt;c&gt;')
    expect(svg).toContain('&quot;x&quot; &amp; &lt;y&gt;')
    expect(svg).not.toContain('var(')
    expect(svg).toContain('stroke="#run-1"')
    expect(svg).toContain('below')
  })

  it('names the lines that have points, what the tints mean, and both axes', () => {
    const svg = toSvg([plot({ yScale: 'log' })], VIEW)
    expect(svg).toContain('>ALI-G</text>')
    expect(svg).toContain('>clip of ALI-G active</text>')
    expect(svg).toContain('>step</text>')
    expect(svg).toContain('>Loss (logarithmic)</text>')
    for (const absent of ['quiet', 'empty', 'clip of another']) expect(svg).not.toContain(absent)
  })

  it('grows with its charts, and is as high as it is asked to be', () => {
    const heightOf = (text: string) => Number(/ height="(\d+)"/.exec(text)![1])
    const one = heightOf(toSvg([plot()], VIEW))
    const around = aroundPlot(picture(), VIEW.width)
    expect(heightOf(toSvg([plot(), plot()], VIEW)) - one).toBe(around + 200)
    expect(heightOf(toSvg([plot()], { ...VIEW, height: 720 }))).toBe(720)
  })
})

describe('placeLegend', () => {
  it('gives names of any script the room that they need', () => {
    const named = (label: string) =>
      [0, 1].map((i) => ({ id: `${i}`, label, color: 'red', points: [{ x: 0, y: 1 }] }))
    const [, latin] = placeLegend(picture({ series: named('abcdefgh') }), 600).placed
    const [, chinese] = placeLegend(picture({ series: named('学習率学習率学習') }), 600).placed
    expect(chinese!.x - latin!.x).toBeGreaterThan(8 * 13 * 0.35)
    const long = placeLegend(picture({ series: named('学'.repeat(200)), shades: [] }), 600)
    for (const { x, words } of long.placed) {
      expect(x).toBe(20)
      expect(words).toMatch(/^学+…$/)
    }
  })
})
