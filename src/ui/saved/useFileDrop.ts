import { useEffect } from 'react'
import { compareWithFile, openFile } from './files'

/** An exported file dropped anywhere on the page: JSON is opened, CSV is compared with. */
export function useFileDrop(): void {
  useEffect(() => {
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (isFile(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      void (/\.csv$/i.test(file.name) ? compareWithFile(file) : openFile(file))
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [])
}
