/**
 * What runs first, and all that does until the opening of index.html is painted: reading the whole
 * page before that would keep a slow phone from seeing anything for a second more.
 */
import { nextPaint } from './ui/nextPaint'

nextPaint()
  // In two tasks: a slow phone reads the two together for longer than a finger should wait.
  .then(() => import('./state/store/store'))
  .then(nextPaint)
  .then(() => import('./page'))
  .catch((error: unknown) => {
    console.error(error)
    const words = document.querySelector('.opening [role=status]')
    if (words)
      words.textContent =
        'The page could not be loaded. Check the connection, then reload the page.'
  })
