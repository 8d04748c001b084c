/** The sweep on this page: a worker and numbers of its own, apart from the page's training. */
import { create } from 'zustand'
import { createTrainingClient } from '../../worker/client'
import type { Command } from '../../worker/protocol'
import { userDataOf } from '../userData/userDataStore'
import { pageFolder } from '../session/sendLoad'
import { createSweepArchive } from './sweepArchive'
import { NO_SWEEP, SweepRunner, type SweepState } from './sweepRunner'

export const useSweep = create<SweepState>()(() => NO_SWEEP)

const client = createTrainingClient((event) => sweepRunner.handle(event))

/** A person's own data go along where the sweep trains on them; missing ones the worker reports. */
function withUserData(command: Command): Command {
  if (command.type !== 'load') return command
  const userData = userDataOf(command.experiment.data)
  return userData === 'missing' ? command : { ...command, ...userData }
}

export const sweepRunner = new SweepRunner({
  get: useSweep.getState,
  set: (patch) => useSweep.setState(patch),
  send: (command) => client.send(withUserData(command)),
  close: client.close,
  baseUrl: pageFolder,
  archive: createSweepArchive(() => localStorage),
})
