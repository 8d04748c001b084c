import { describe, expect, it } from 'vitest'
import { decodeLink, encodeLink } from '../../experiment/link'
import { TOUR_SCENES } from '../../experiment/viewKeys'
import { answerOf } from './answer'
import { isSceneExperiment, lastStepOf } from './sceneExperiment'
import { scenes } from './scenes'

it('are as many as a link can name', () => {
  expect(scenes).toHaveLength(TOUR_SCENES)
})

describe.each(scenes)('$title', (scene) => {
  const { experiment, notices } = decodeLink(scene.link)

  it('is a link that is understood, as short as it can be, with an end', () => {
    expect(notices).toEqual([])
    expect(encodeLink(experiment)).toBe(scene.link)
    expect(lastStepOf(scene)).toBeGreaterThan(0)
  })

  it('asks something with two or three answers, each with a meaning of its own', () => {
    expect(scene.question).toMatch(/\?$/)
    expect([2, 3]).toContain(scene.choices.length)
    expect(new Set(scene.choices.map(({ id }) => id)).size).toBe(scene.choices.length)
    for (const { meaning } of scene.choices) expect(meaning).toMatch(/^[A-Z].*\.$/)
    expect(new Set(scene.choices.map(({ meaning }) => meaning)).size).toBe(scene.choices.length)
  })

  it('is known by what is trained, whatever else the page shows', () => {
    const shown = { ...experiment, seed: 4, backend: 'wasm' as const, view: { tour: '1' } }
    const named = { ...shown, runs: shown.runs.map((run) => ({ ...run, name: 'mine' })) }
    expect(isSceneExperiment(scene, named)).toBe(true)
    for (const other of scenes) expect(isSceneExperiment(other, shown)).toBe(other === scene)
    expect(isSceneExperiment(scene, { ...experiment, batch: 77 })).toBe(false)
    expect(isSceneExperiment(scene, { ...experiment, steps: null })).toBe(false)
    const edit = { step: 3, run: 0, key: 'maxLr', value: 1 }
    expect(isSceneExperiment(scene, { ...experiment, edits: [edit] })).toBe(false)
  })
})

describe('the answer', () => {
  const scene = scenes[1]!
  const finding = { outcome: 'stays', measured: '41 and 42.' }

  it('says what was measured and what that means, also where it is not what the scene shows', () => {
    const meaning = scene.choices.find(({ id }) => id === 'stays')!.meaning
    expect(answerOf(scene, finding, 'stays')).toEqual({
      ...{ verdict: 'As you said.', measured: '41 and 42.', meaning },
    })
    expect(answerOf(scene, finding, 'rises').verdict).toBe(
      'Not as you said, but: It stays about the same.',
    )
    expect(answerOf(scene, finding, undefined).verdict).toBe('')
  })

  it('owns that it may be none of the choices', () => {
    const none = { outcome: null, measured: 'It diverged.' }
    expect(answerOf(scene, none, 'rises')).toEqual({
      verdict: 'None of the answers is what came out.',
      measured: 'It diverged.',
      meaning: scene.otherwise,
    })
  })
})
