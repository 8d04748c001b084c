/**
 * When what is drawn follows the numbers: everything at once, rendered in slices of a few milliseconds
 * between which the page answers. What the worker says waits meanwhile: each change that it makes
 * would be rendered first, and the drawing begun again.
 */
import { startTransition } from 'react'
import type { PlaygroundState } from '../../state/types'
import { holdMessages, hurryMessages, usePlayground } from '../../state/store/store'
import { leavePageACore } from '../../state/session/applyCores'
import { drawEveryMs, drawsInTurns, SLOW_MS } from './drawPace'

/** What has not been rendered by then never will be: its part of the page is gone. */
const LONGEST_MS = 5000

/**
 * After so many slow drawings training leaves the page a core: on two cores, the page six times slower, three
 * runs did a fifth fewer steps on one, and the longest frame took half as long (bench/README.md, slow machines).
 */
const SLOW_IN_A_ROW = 3

/** Something that is drawn. */
export interface Drawn {
  /** Version of the series on the screen. */
  version: number
  readonly show: (version: number) => void
}

const drawn = new Set<Drawn>()
let lastDrawing = -Infinity
/** From then until it was on the screen and the page was free again. */
let tookMs = 0
/** Slow ones in a row. */
let slowDrawings = 0
/** Until it is known that it is quick. */
let inTurns = true
/** Since the last one was begun the page has been in the background, where nothing is drawn. */
let wasHidden = false
let timer: ReturnType<typeof setTimeout> | undefined
let frame: number | undefined
/** Version of the drawing that is being rendered; there is one at a time. */
let rendering = 0
let letMessagesIn: (() => void) | null = null
/** Once Pause is pressed, that it stands still comes first. */
let isPausing = false
let stopFollowing = () => {}

/** Whether a drawing, the last one or one under way, takes longer than anybody should wait for it. */
const isDrawingSlow = (): boolean =>
  tookMs > SLOW_MS || (letMessagesIn !== null && performance.now() - lastDrawing > SLOW_MS)

/**
 * Whether charts are drawn one after the other. Once training has stopped, what they show is in all of them
 * at once, unless that would take long.
 */
export const takesTurns = (isTraining: boolean, onCores: boolean): boolean =>
  isTraining ? inTurns || !onCores : isDrawingSlow()

/**
 * Ends a wait of messages with what was rendered meanwhile; where drawing is slow, when that has been
 * painted: taken before, they would be rendered first, and the page painted after both.
 */
export function letInAfterFrame(letIn: () => void): void {
  if (!isDrawingSlow() || document.hidden) return letIn()
  requestAnimationFrame(() => requestAnimationFrame(letIn))
}

/** Draws it from now on, until the function is called that is returned. */
export function followSeries(one: Drawn): () => void {
  drawn.add(one)
  if (drawn.size === 1) stopFollowing = follow()
  schedule()
  return () => {
    drawn.delete(one)
    if (drawn.size > 0) return
    stopFollowing()
    letMessagesIn?.()
    letMessagesIn = null
  }
}

/** To be called when a version is in the document. */
export function drawingRendered(version: number): void {
  if (!letMessagesIn || version < rendering) return
  letInAfterFrame(letMessagesIn)
  letMessagesIn = null
  if (behind().length > 0) schedule()
  const start = lastDrawing
  // What the browser has to do with it follows in the next frame.
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (wasHidden) return
      tookMs = performance.now() - start
      inTurns = drawsInTurns(inTurns, tookMs)
      slowDrawings = tookMs > SLOW_MS ? slowDrawings + 1 : 0
      if (slowDrawings >= SLOW_IN_A_ROW) leavePageACore()
    }),
  )
}

function follow(): () => void {
  const unsubscribe = usePlayground.subscribe(onChange)
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    unsubscribe()
    document.removeEventListener('visibilitychange', onVisibility)
    forget()
  }
}

function onVisibility(): void {
  wasHidden ||= document.hidden
  schedule()
}

function onChange(state: PlaygroundState, previous: PlaygroundState): void {
  const isTraining = state.session.phase === 'training'
  if (!isTraining || state.wantsTraining) isPausing = false
  else if (previous.wantsTraining) {
    isPausing = true
    hurryMessages()
  }
  if (isPausing) return forget()
  const hasStopped = !isTraining && previous.session.phase === 'training'
  if (hasStopped) forget()
  // With the words that say so, unless these would wait for it.
  if (hasStopped && !isDrawingSlow() && !document.hidden) return drawNow()
  if (hasStopped || state.seriesVersion !== previous.seriesVersion) schedule()
}

/** What does not show the latest numbers. */
const behind = () => {
  const { seriesVersion } = usePlayground.getState()
  return [...drawn].filter(({ version }) => version !== seriesVersion)
}

/** While it trains as often as `drawEveryMs` says and once per frame at most; not in the background. */
function schedule(): void {
  if (document.hidden || isPausing || frame !== undefined || timer !== undefined) return
  // Begun again and again, none would be finished.
  if (letMessagesIn && performance.now() - lastDrawing < LONGEST_MS) return
  const state = usePlayground.getState()
  const pace = state.session.phase === 'training' ? drawEveryMs(state, tookMs) : 0
  const left = lastDrawing + pace - performance.now()
  if (left > 0) timer = setTimeout(askForFrame, left)
  else askForFrame()
}

function askForFrame(): void {
  timer = undefined
  if (!document.hidden) frame = requestAnimationFrame(drawSoon)
}

function forget(): void {
  clearTimeout(timer)
  if (frame !== undefined) cancelAnimationFrame(frame)
  timer = frame = undefined
}

function drawSoon(): void {
  const show = beginDrawing()
  if (!show) return
  letMessagesIn?.()
  letMessagesIn = holdMessages()
  startTransition(show)
}

function drawNow(): void {
  beginDrawing()?.()
}

/** @returns shows the latest numbers; null where they are shown */
function beginDrawing(): (() => void) | null {
  forget()
  const late = behind()
  if (late.length === 0) return null
  const { seriesVersion } = usePlayground.getState()
  lastDrawing = performance.now()
  rendering = seriesVersion
  wasHidden = document.hidden
  return () => late.forEach(({ show }) => show(seriesVersion))
}
