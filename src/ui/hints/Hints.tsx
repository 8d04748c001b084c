import type { ReactNode } from 'react'
import { usePlayground } from '../../state/store/store'
import { showGuide } from '../guide/showGuide'
import { Icon } from '../icons'
import { showRate } from '../runs/showRate'
import { useClipSeen } from './useClipSeen'
import { useRead } from './useRead'

/** The first visit in three steps; each is ticked off when it has been done. */
export function Hints() {
  const trained = usePlayground(({ wantsTraining, session: { step } }) => step > 0 || wantsTraining)
  const edited = usePlayground(({ session: { appliedEdits } }) =>
    appliedEdits.some(({ key, scheduled }) => key === 'maxLr' && !scheduled),
  )
  const clipped = useClipSeen()
  const done = [trained, clipped && trained, edited]
  const current = done.findIndex((one) => !one)
  const now = useRead(current < 0 ? done.length - 1 : current)
  const hints: ReactNode[] = [
    <>
      Press <strong>Train</strong>. All runs learn side by side from the same batches.
    </>,
    <>
      Watch the step size. Where it is tinted, ALI-G would go further than <code>maxLr</code> and is
      clipped.
    </>,
    <>
      {done.every(Boolean) ? (
        <>
          You have moved the clip while it trains.{' '}
          <a href="#guide" onClick={showGuide}>
            Read why it works
          </a>{' '}
          and when it fails.
        </>
      ) : (
        <>
          Move {/* One stop less on the way to the value itself, until it is its turn. */}
          {now === 2 ? (
            <button type="button" className="link" onClick={() => showRate('alig')}>
              <code>maxLr</code>
            </button>
          ) : (
            <code>maxLr</code>
          )}{' '}
          of ALI-G while it trains: the line follows at the next step.
        </>
      )}
    </>,
  ]
  return (
    <ol>
      {hints.map((hint, i) => (
        <li
          key={i}
          className={`hint ${done[i] ? 'hint--done' : ''} ${i === now ? 'hint--now' : ''}`}
          aria-current={i === current ? 'step' : undefined}
        >
          <span className="hint__mark">{done[i] ? <Icon name="check" /> : i + 1}</span>
          <span>
            {hint}
            {done[i] && <span className="visually-hidden"> Done.</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
