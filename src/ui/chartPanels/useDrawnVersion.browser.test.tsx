import { useEffect, useLayoutEffect } from 'react'
import { beforeEach, expect, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { areMessagesHeld, usePlayground } from '../../state/store/store'
import { nextPaint } from '../nextPaint'
import { takesTurns } from './drawings'
import { useDrawnVersion } from './useDrawnVersion'

const initial = usePlayground.getState()
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function be(phase: 'training' | 'paused', name: 'wasm' | 'webgpu') {
  const { session } = usePlayground.getState()
  usePlayground.setState({ session: { ...session, phase, backend: { name, reason: 'asked for' } } })
}

/** Numbers come every 20 ms for a second. @returns the versions that were drawn */
async function versionsDrawn(read: () => number): Promise<number[]> {
  const drawn = new Set<number>()
  for (let i = 0; i < 50; i++) {
    usePlayground.setState(({ seriesVersion }) => ({ seriesVersion: seriesVersion + 1 }))
    await wait(20)
    drawn.add(read())
  }
  return [...drawn]
}

/** Renders a drawing that takes so long. @returns whether messages still wait when it is in the page */
async function waitsAfterDrawing(takesMs: number): Promise<boolean> {
  usePlayground.setState({ wantsTraining: true })
  const waits: boolean[] = []
  const { unmount } = await renderHook(() => {
    const version = useDrawnVersion()
    const end = performance.now() + takesMs
    while (performance.now() < end);
    useLayoutEffect(() => void waits.push(areMessagesHeld()), [version])
  })
  usePlayground.setState(({ seriesVersion }) => ({ seriesVersion: seriesVersion + 1 }))
  await expect.poll(() => waits.length, { timeout: 5000 }).toBe(2)
  await nextPaint()
  await unmount()
  return waits[1]!
}

beforeEach(() => usePlayground.setState(initial))

it('lets messages in as soon as a drawing is in the page', async () => {
  be('training', 'webgpu')
  expect(await waitsAfterDrawing(0)).toBe(false)
})

it('follows a few times a second what the cores train, and is up to date when training stops', async () => {
  be('training', 'wasm')
  const { result, act } = await renderHook(() => useDrawnVersion())
  const drawn = await versionsDrawn(() => result.current)
  expect(drawn.length).toBeGreaterThan(2)
  expect(drawn.length).toBeLessThan(8)
  usePlayground.setState(({ seriesVersion }) => ({ seriesVersion: seriesVersion + 1 }))
  await act(() => be('paused', 'wasm'))
  await expect.poll(() => result.current).toBe(usePlayground.getState().seriesVersion)
})

it('draws nothing between Pause and the moment that it stands still', async () => {
  be('training', 'webgpu')
  usePlayground.setState({ wantsTraining: true })
  const { result, act } = await renderHook(() => useDrawnVersion())
  await act(() => usePlayground.setState({ wantsTraining: false }))
  const before = result.current
  expect(await versionsDrawn(() => result.current)).toEqual([before])
  await act(() => be('paused', 'webgpu'))
  await expect.poll(() => result.current).toBe(usePlayground.getState().seriesVersion)
  expect(result.current).toBeGreaterThan(before)
})

it('follows at once what a device trains', async () => {
  be('training', 'webgpu')
  const { result } = await renderHook(() => useDrawnVersion())
  expect((await versionsDrawn(() => result.current)).length).toBeGreaterThan(8)
})

it('follows at once where each step is to be watched', async () => {
  be('training', 'wasm')
  const { experiment } = usePlayground.getState()
  usePlayground.setState({
    experiment: { ...experiment, view: { ...experiment.view, pace: '5' } },
  })
  const { result } = await renderHook(() => useDrawnVersion())
  expect((await versionsDrawn(() => result.current)).length).toBeGreaterThan(8)
})

it('leaves the page time where drawing takes long', async () => {
  be('training', 'webgpu')
  /** A drawing that keeps the page busy. */
  const { result } = await renderHook(() => {
    const version = useDrawnVersion()
    useEffect(() => {
      const end = performance.now() + 300
      while (performance.now() < end);
    }, [version])
    return version
  })
  const start = performance.now()
  const drawn = await versionsDrawn(() => result.current)
  const share = (300 * drawn.length) / (performance.now() - start)
  expect(drawn.length).toBeGreaterThan(1)
  expect(share).toBeLessThan(0.6)
})

it('lets messages in after what took long has been painted, and not for good', async () => {
  be('training', 'webgpu')
  expect(await waitsAfterDrawing(300)).toBe(true)
  await expect.poll(areMessagesHeld).toBe(false)
})

it('has charts take turns after what took long, and where the cores train not after what was quick', async () => {
  be('training', 'wasm')
  await waitsAfterDrawing(300)
  await expect.poll(() => takesTurns(true, true)).toBe(true)
  const afterQuickOne = async () => {
    await waitsAfterDrawing(0)
    return takesTurns(true, true)
  }
  await expect.poll(afterQuickOne, { timeout: 10_000 }).toBe(false)
  expect(takesTurns(true, false)).toBe(true)
})
