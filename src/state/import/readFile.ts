/** Reading a file that a person chose: one at a time, with a word on how far it is. */
import { create } from 'zustand'
import { visibleText } from '../../experiment/text'
import { readInWorker } from '../../worker/fileReader'
import { notify } from '../store/notify'
import type { ImportedExperiment } from './importedExperiment'
import { unpackImport, type PackedImport } from './packedImport'

/** More than a full table of metrics needs, and less than what stops the browser. */
const MAX_BYTES = 200_000_000

/** A file that is read in less time than this needs no word. */
const SHOWN_AFTER_MS = 400

interface FileReading {
  readonly name: string
  readonly stage: string
  /** 0 to 1 where it is known. */
  readonly fraction: number | null
}

interface FileReadingState {
  readonly reading: FileReading | null
}

export const useFileReading = create<FileReadingState>()(() => ({ reading: null }))

let current = new AbortController()

/** Ends what is being read; nothing of it is shown. */
export const cancelReading = (): void => current.abort()

/**
 * The numbers of a file; null where there are none, which has then been said, or where another
 * file was chosen meanwhile.
 */
export async function readFile(file: File): Promise<ImportedExperiment | null> {
  cancelReading()
  const name = visibleText(file.name)
  if (file.size > MAX_BYTES) {
    notify('warning', `The file "${name}" is larger than any that this page writes.`)
    return null
  }
  const { signal } = (current = new AbortController())
  let isShown = false
  const show = (reading: FileReading) => {
    if (isShown && !signal.aborted) useFileReading.setState({ reading })
  }
  let latest: FileReading = { name, stage: 'Reading', fraction: 0 }
  const timer = setTimeout(() => {
    isShown = true
    show(latest)
  }, SHOWN_AFTER_MS)
  const result = await readInWorker<PackedImport>(file, {
    signal,
    onProgress: (stage, fraction) => show((latest = { name, stage, fraction })),
  })
  clearTimeout(timer)
  // Another file may be under way by now.
  if (current.signal === signal) useFileReading.setState({ reading: null })
  switch (result.type) {
    case 'read':
      return unpackImport(result.value)
    case 'cancelled':
      return null
    case 'refused':
      notify('warning', result.sentence)
      return null
    case 'failed':
      notify(
        'warning',
        `The file "${name}" could not be read: the browser stopped reading it, perhaps for want ` +
          'of memory, or the file has changed. Close other tabs and choose it again.',
      )
      return null
  }
}
