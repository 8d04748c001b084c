import { expect, it } from 'vitest'
import { decodeLink } from '../../experiment/link'
import { presets } from '../../experiment/presets'
import { curvePath } from './curves'
import pictures from './pictures.json'

const recorded: Readonly<Record<string, { link: string; optimizers: string[]; curves: string[] }>> =
  pictures

it('there is a picture of every preset and of nothing else', () => {
  expect(Object.keys(pictures)).toEqual(presets.map(({ id }) => id))
})

it.each(presets)(
  'the picture of "$title" is of its link as it is now, with a curve for each run',
  ({ id, link }) => {
    const { link: drawn, optimizers, curves } = recorded[id]!
    const { runs } = decodeLink(link).experiment
    expect(drawn, 'npm run record:presets draws it again').toBe(link)
    expect(optimizers).toEqual(runs.map(({ optimizer }) => optimizer))
    expect(curves).toHaveLength(runs.length)
    for (const curve of curves) expect(curvePath(curve, 120, 52)).toMatch(/^M[\d.]+ [\d.]+L/)
    expect(JSON.stringify(curves).length).toBeLessThan(500)
  },
)
