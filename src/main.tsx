/**
 * What runs first, and all that does until the opening of index.html is painted: reading the whole
 * page before that would keep a slow phone from seeing anything for a second more.
 */
import { loadAhead } from './loadAhead'
import { nextPaint } from './ui/nextPaint'

/** Resolves in a task of its own. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve))

/** Piece by piece: a slow phone reads all of it for longer than a finger should wait. */
async function open() {
  await nextPaint()
  loadAhead()
  const { firstRules } = await import('./readFirstRules')
  for (const read of firstRules) {
    await nextTask()
    read()
  }
  await nextTask()
  await import('./state/store/store')
  await nextTask()
  const { start } = await import('./start')
  await nextTask()
  start()
  await nextTask()
  // Browsers read how numbers are written when the first one is: 10 ms that would be in the way of a picture.
  ;(0).toLocaleString('en-US')
  await nextTask()
  await import('react-dom/client')
  await nextTask()
  const { showPage } = await import('./page')
  await nextTask()
  showPage()
}

open().catch((error: unknown) => {
  console.error(error)
  const words = document.querySelector('.opening [role=status]')
  if (words)
    words.textContent = 'The page could not be loaded. Check the connection, then reload the page.'
})
