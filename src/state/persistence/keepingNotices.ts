/** What the page says of keeping: when it stops, and when it goes on. */
import type { Notice } from '../types'
import type { AutosaveSetup } from './autosave'
import { isFull } from './writeWithEviction'

export const FULL =
  'The storage of this browser is full: this experiment is no longer kept here. Training goes on, ' +
  'and keeping too once there is room. Delete saved experiments to make some, or export this one.'

export const NOT_KEPT =
  'This browser does not keep this experiment. Training goes on; export it to keep it.'

export const BLOCKED =
  'This browser keeps nothing for this page, as in a private window or with storage switched off. ' +
  'Training goes on; export the experiment to keep it.'

export const KEPT_AGAIN = 'This experiment is kept in this browser again, with all its numbers.'

const DELETED_KEPT_AGAIN =
  'What this browser had kept of this experiment was deleted, in another tab or with the data of ' +
  'this site. All numbers of this page have been kept once more.'

const DELETED =
  'What this browser had kept of this experiment was deleted, in another tab or with the data of ' +
  'this site. Its numbers are on this page alone, and are kept again when you train on.'

const DELETED_HERE = 'The experiment on the page is trained on, so it is kept here again.'

const ELSEWHERE =
  'This experiment goes on in another tab. What is trained here is kept as an experiment of its own, ' +
  'with all its numbers.'

function lossSentence(loss: Loss, isKeptAgain: boolean): string {
  if (loss === 'elsewhere') return ELSEWHERE
  if (loss === 'deleted here') return DELETED_HERE
  return isKeptAgain ? DELETED_KEPT_AGAIN : DELETED
}

type OnLost = AutosaveSetup['onLost']
type Loss = Parameters<OnLost>[0]

/** Names of errors of a browser that gives the page no database at all. */
const BLOCKED_ERRORS = ['SecurityError', 'InvalidStateError', 'UnknownError', 'ReferenceError']

function stoppedSentence(error: unknown): string {
  if (isFull(error)) return FULL
  const isBlocked = error instanceof Error && BLOCKED_ERRORS.includes(error.name)
  return isBlocked ? BLOCKED : NOT_KEPT
}

/**
 * Says once that keeping has stopped, whatever is trained meanwhile, and then that it goes on, in
 * place of that.
 * @param say shows a notice; @param withdraw takes one back that is still shown
 */
export function createKeepingNotices(
  say: (kind: Notice['kind'], text: string) => void,
  withdraw: (text: string) => void,
) {
  let stopped: string | null = null
  return {
    onStopped: (error: unknown) => {
      const sentence = stoppedSentence(error)
      if (stopped === sentence) return
      if (stopped !== null) withdraw(stopped)
      stopped = sentence
      say('warning', sentence)
    },
    onKept: () => {
      if (stopped === null) return
      withdraw(stopped)
      stopped = null
      say('info', KEPT_AGAIN)
    },
    onLost: ((loss, isKeptAgain) => {
      if (isKeptAgain) withdraw(DELETED)
      say(isKeptAgain ? 'info' : 'warning', lossSentence(loss, isKeptAgain))
    }) satisfies OnLost,
  }
}
