import { useRef, useState } from 'react'
import { TOUR_SCENES } from '../../experiment/viewKeys'
import { usePlayground } from '../../state/store/store'
import { answerOf, type Answer } from './answer'
import { Choices } from './Choices'
import { leaveTour, openScene } from './openScene'
import type { Scene } from './scene'
import { predict, useTour } from './tourState'
import { useScene } from './useScene'

const NOT_HERE = 'The page has another experiment now than this scene, or other values.'
const CHOOSE = 'First choose what you expect.'

export interface SceneViewProps {
  readonly scene: Scene
  /** From 1. */
  readonly number: number
}

/** What is on the page, the question, and what came out. */
export function SceneView({ scene, number }: SceneViewProps) {
  const { isHere, lastStep, finding } = useScene(scene)
  const expected = useTour((state) => state.expected[number])
  const hasBegun = usePlayground(({ wantsTraining, session }) => wantsTraining || session.step > 0)
  const [isMissing, setIsMissing] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const { train, restart } = usePlayground((state) => state.actions)

  const begin = () => {
    if (!isHere) return void openScene(number)
    if (finding) return restart()
    if (hasBegun || expected !== undefined) return train()
    setIsMissing(true)
    root.current?.querySelector('input')?.focus()
  }
  const isLast = number === TOUR_SCENES
  return (
    <div ref={root} className="tour__scene">
      <p className={finding ? 'tour__lead--done' : undefined}>{isHere ? scene.lead : NOT_HERE}</p>
      {isHere &&
        (hasBegun ? (
          <p>
            <strong>{scene.question}</strong> {saidOf(scene, expected)}
          </p>
        ) : (
          <Choices scene={scene} expected={expected} onChoose={(id) => predict(number, id)} />
        ))}
      <div className="tour__answer" aria-live="polite">
        {finding && <AnswerText {...answerOf(scene, finding, expected)} />}
        {isMissing && expected === undefined && !hasBegun && <p>{CHOOSE}</p>}
      </div>
      <div className="tour__ways">
        <button
          type="button"
          className="button button--small"
          aria-label="Previous scene"
          disabled={number === 1}
          onClick={() => void openScene(number - 1)}
        >
          Back
        </button>
        <BeginButton {...{ isHere, lastStep }} isDone={finding !== null} onBegin={begin} />
        <button
          type="button"
          className={`button button--small ${finding ? 'button--primary' : ''}`}
          aria-label={isLast ? 'End the tour' : 'Next scene'}
          onClick={isLast ? leaveTour : () => void openScene(number + 1)}
        >
          {isLast ? 'End' : 'Next'}
        </button>
      </div>
    </div>
  )
}

function saidOf({ choices }: Scene, expected: string | undefined): string {
  const choice = choices.find(({ id }) => id === expected)
  return choice ? `You said: ${choice.label}.` : ''
}

interface BeginButtonProps {
  readonly isHere: boolean
  readonly isDone: boolean
  readonly lastStep: number
  readonly onBegin: () => void
}

/** Stays where it is, and so keeps the focus, until the scene has been measured. */
function BeginButton({ isHere, isDone, lastStep, onBegin }: BeginButtonProps) {
  const isTraining = usePlayground((state) => state.wantsTraining) && !isDone
  const isPaused = usePlayground((state) => state.session.step > 0)
  const words = () => {
    if (!isHere) return 'Open it again'
    if (isDone) return 'Train again'
    if (isTraining) return 'Training…'
    return isPaused ? 'Go on' : `Train ${lastStep} steps`
  }
  return (
    <button
      type="button"
      className={`button button--small tour__begin ${isDone || isTraining ? '' : 'button--primary'}`}
      aria-disabled={isHere && isTraining}
      onClick={() => {
        if (!isHere || !isTraining) onBegin()
      }}
    >
      {words()}
    </button>
  )
}

function AnswerText({ verdict, measured, meaning }: Answer) {
  return (
    <p>
      {verdict && <strong>{verdict}</strong>} {measured} <em>{meaning}</em>
    </p>
  )
}
