/** Reads an exported file, away from the page: neither its size nor its faults stop anything. */
import { fileText } from '../state/import/fileText'
import { readImport } from '../state/import/importFile'
import { buffersIn, packImport, type PackedImport } from '../state/import/packedImport'
import type { FileReply, FileRequest } from './fileReader'

const scope = self as unknown as DedicatedWorkerGlobalScope
const reply = (message: FileReply<PackedImport>, moved: Transferable[] = []) =>
  scope.postMessage(message, moved)

/** No more often than a bar can be seen to move. */
const WORD_EVERY_MS = 100
let lastWord = 0
function progress(stage: string, fraction: number | null): void {
  const now = performance.now()
  if (fraction !== null && now - lastWord < WORD_EVERY_MS) return
  lastWord = now
  reply({ type: 'progress', stage, fraction })
}

async function read(file: File): Promise<void> {
  const text = await fileText(file, (fraction) => progress('Reading', fraction))
  progress('Checking', null)
  const result = readImport(text, file.name, (fraction) => progress('Checking', fraction))
  if (!result.ok) return reply({ type: 'refused', sentence: result.sentence })
  const packed = packImport(result.value)
  reply({ type: 'read', value: packed }, buffersIn(packed))
}

scope.onmessage = async ({ data }: MessageEvent<FileRequest>) => {
  if (data.type === 'ping') return reply({ type: 'pong' })
  try {
    await read(data.file)
  } catch (error) {
    console.error(error)
    reply({ type: 'failed' })
  }
}
