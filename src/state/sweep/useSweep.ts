/** The sweep on this page: a worker and numbers of its own, apart from the page's training. */
import { create } from 'zustand'
import { createTrainingClient } from '../../worker/client'
import type { Command } from '../../worker/protocol'
import { useCores } from '../browser/cores'
import { userDataOf } from '../userData/userDataStore'
import { pageFolder } from '../session/sendLoad'
import { createSweepArchive } from './sweepArchive'
import { NO_SWEEP, SweepRunner, type SweepState } from './sweepRunner'

export const useSweep = create<SweepState>()(() => NO_SWEEP)

const client = createTrainingClient((event) => sweepRunner.handle(event))

/**
 * What a load needs of the page: how many workers may train, and a person's own data where the sweep
 * trains on them; missing ones the worker reports.
 */
function withPage(command: Command): Command {
  if (command.type !== 'load') return command
  const userData = userDataOf(command.experiment.data)
  const load = { ...command, workers: useCores.getState().count }
  return userData === 'missing' ? load : { ...load, ...userData }
}

export const sweepRunner = new SweepRunner({
  get: useSweep.getState,
  set: (patch) => useSweep.setState(patch),
  send: (command) => client.send(withPage(command)),
  close: client.close,
  baseUrl: pageFolder,
  archive: createSweepArchive(() => localStorage),
})
