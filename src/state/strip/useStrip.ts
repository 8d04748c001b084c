/** The strip on this page: a worker and numbers of its own, apart from the page's training. */
import { create } from 'zustand'
import { createTrainingClient } from '../../worker/client'
import { pageFolder } from '../loading'
import { NO_STRIP, StripRunner, type StripState } from './strip'

export const useStrip = create<StripState>()(() => NO_STRIP)

const client = createTrainingClient((event) => stripRunner.handle(event))

export const stripRunner = new StripRunner({
  get: useStrip.getState,
  set: (patch) => useStrip.setState(patch),
  send: client.send,
  close: client.close,
  baseUrl: pageFolder,
})
