/**
 * What runs first, and all that does until the opening of index.html is painted: reading the whole
 * page before that would keep a slow phone from seeing anything for a second more.
 */
import { nextPaint } from './ui/nextPaint'

/** Resolves in a task of its own. */
const nextTask = () => new Promise((resolve) => setTimeout(resolve))

nextPaint()
  // Piece by piece: a slow phone reads all of it for longer than a finger should wait.
  .then(() => import('./state/store/store'))
  .then(nextTask)
  .then(() => import('./start'))
  .then(nextTask)
  // Browsers read how numbers are written when the first one is: 10 ms that would be in the way of a picture.
  .then(() => (0).toLocaleString('en-US'))
  .then(nextTask)
  .then(() => import('react-dom/client'))
  .then(nextTask)
  .then(() => import('./page'))
  .catch((error: unknown) => {
    console.error(error)
    const words = document.querySelector('.opening [role=status]')
    if (words)
      words.textContent =
        'The page could not be loaded. Check the connection, then reload the page.'
  })
