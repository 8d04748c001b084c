/** The strip on this page: a worker and numbers of its own, apart from the page's training. */
import { create } from 'zustand'
import { type ClientCommand, createTrainingClient } from '../../worker/client'
import { ownOf } from '../own/held'
import { pageFolder } from '../sendLoad'
import { createStripArchive } from './archive'
import { NO_STRIP, StripRunner, type StripState } from './strip'

export const useStrip = create<StripState>()(() => NO_STRIP)

const client = createTrainingClient((event) => stripRunner.handle(event))

/** A person's own data go along where the strip trains on them; missing ones the worker reports. */
function withOwn(command: ClientCommand): ClientCommand {
  if (command.type !== 'load') return command
  const own = ownOf(command.experiment.data)
  return own === 'missing' ? command : { ...command, ...own }
}

export const stripRunner = new StripRunner({
  get: useStrip.getState,
  set: (patch) => useStrip.setState(patch),
  send: (command) => client.send(withOwn(command)),
  close: client.close,
  baseUrl: pageFolder,
  archive: createStripArchive(() => localStorage),
})
