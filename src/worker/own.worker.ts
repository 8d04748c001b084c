/** Reads a person's files into a data set, away from the training: a bad file stops nothing. */
import { readOwn } from '../data/own/readOwn'
import { packOwn, summarise } from '../data/own/pack'
import type { OwnReply, OwnRequest } from './ownReader'

const scope = self as unknown as DedicatedWorkerGlobalScope
const reply = (message: OwnReply) => scope.postMessage(message)

scope.onmessage = async ({ data: { files, source } }: MessageEvent<OwnRequest>) => {
  try {
    const data = await readOwn(files, {
      onProgress: (stage, fraction) =>
        reply({ type: 'progress', stage, fraction: fraction ?? null }),
    })
    reply({ type: 'read', summary: summarise(data, source), packed: packOwn(data) })
  } catch (error) {
    const isOurs = error instanceof Error && error.name === 'DataError'
    if (!isOurs) console.error(error)
    reply({
      type: 'refused',
      sentence: isOurs
        ? error.message
        : 'The files could not be read: something unexpected went wrong, perhaps for want of ' +
          'memory. Try fewer or smaller images.',
    })
  }
}
