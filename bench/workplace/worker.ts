/** The workplace of one engine in a browser. */
import { answerCalls, type Call } from './service'

const answer = answerCalls((reply) => self.postMessage(reply))
self.addEventListener('message', ({ data }: MessageEvent<Call>) => answer(data))
