/** Reads a person's files into a data set, away from the training: a bad file stops nothing. */
import { readUserData } from '../data/userData/readUserData'
import { packUserData, summarise } from '../data/userData/pack'
import type { UserDataReply, UserDataRequest, ReadRequest } from './userDataReader'

const scope = self as unknown as DedicatedWorkerGlobalScope
const reply = (message: UserDataReply) => scope.postMessage(message)

scope.onmessage = ({ data }: MessageEvent<UserDataRequest>) => {
  if (data.type === 'ping') reply({ type: 'pong' })
  else void read(data)
}

async function read({ files, unreadable, source }: ReadRequest): Promise<void> {
  try {
    const data = await readUserData(files, {
      unreadable,
      onProgress: (stage, fraction) =>
        reply({ type: 'progress', stage, fraction: fraction ?? null }),
    })
    reply({ type: 'read', summary: summarise(data, source), packed: packUserData(data) })
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
