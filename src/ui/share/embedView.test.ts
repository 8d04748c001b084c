import { expect, it } from 'vitest'
import { embedView } from './embedView'

it('says which charts an embedded page shows, and whether it has a slider', () => {
  const usual = ['step', 'loss', 'accuracy'] as const
  expect(
    embedView(
      { x: 'epochs', charts: 'weights', tab: 'draw', lecture: 'on', tour: '2' },
      { parts: usual, hasSlider: false },
    ),
  ).toEqual({
    x: 'epochs',
  })
  expect(embedView({}, { parts: ['step'], hasSlider: true })).toEqual({
    charts: 'step',
    slider: 'on',
  })
  expect(embedView({}, { parts: [], hasSlider: false })).toEqual({ charts: 'none' })
})
