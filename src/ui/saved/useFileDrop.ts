import { useEffect } from 'react'
import { takeUserFiles } from '../../state/userData/readUserFiles'
import { notify } from '../../state/store/notify'
import { droppedFiles, TooManyFiles } from '../userData/droppedFiles'
import { compareWithFile, openFile, showResults } from './files'

/** What this page exports goes by these names; everything else that is dropped is data. */
const EXPORTED = /\.(csv|json)$/i

/**
 * What is dropped anywhere on the page. One exported file: JSON is opened, CSV is compared with.
 * Results of a sweep, also as a folder, are drawn beside the page's. Anything else is read as data
 * of one's own.
 */
export function useFileDrop(): void {
  useEffect(() => {
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (isFile(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const { dataTransfer } = event
      const file = dataTransfer?.files[0]
      if (!dataTransfer || !file) return
      event.preventDefault()
      if (dataTransfer.files.length === 1 && EXPORTED.test(file.name))
        void (/\.csv$/i.test(file.name) ? compareWithFile(file) : openFile(file))
      else
        droppedFiles(dataTransfer).then(
          async ({ files, unreadable }) => {
            if (!(await showResults(files))) await takeUserFiles(files, unreadable)
          },
          (error: unknown) =>
            notify(
              'warning',
              error instanceof TooManyFiles
                ? error.message
                : 'The folder could not be read. Drop it again, or choose its files.',
            ),
        )
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [])
}
