import { expect, it } from 'vitest'
import { renderHook } from 'vitest-browser-react'
import { useHoveredStep } from './hoveredStep'
import { useCharts } from './useCharts'

it('has no step under the cursor any more once the charts have left the page', async () => {
  const { result, act, unmount } = await renderHook(() => useCharts(100))
  await act(() => result.current.frame.cursor.onHover(3))
  expect(result.current.frame.cursor.hoverX).toBe(3)
  expect(useHoveredStep.getState().step).toBe(3)
  await unmount()
  expect(useHoveredStep.getState().step).toBeNull()
})
