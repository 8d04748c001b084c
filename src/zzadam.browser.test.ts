import * as tf from '@tensorflow/tfjs-core'
import { it } from 'vitest'
import { softmaxTwin } from '../e2e/reference/softmaxTwin'
import { wasmPaths } from './engine/testing/backends.browser'
import { chooseBackend } from './engine/backend'
import { registerWasmKernels } from './engine/kernels/wasm'
import { makeBatch, startTraining } from './engine/testing/training'
it('x', { timeout: 1e7 }, async () => {
  const images = new Uint8Array(10000 * 784), labels = new Uint8Array(10000)
  for (const k of [0, 1]) {
    const r = await fetch(`/data/mnist/train-00${k}.bin`)
    let buf = new Uint8Array(await r.arrayBuffer())
    if (buf[0] === 0x1f) buf = new Uint8Array(await new Response(new Blob([buf]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer())
    images.set(buf.subarray(0, 5000 * 784), k * 5000 * 784); labels.set(buf.subarray(5000 * 784), k * 5000)
  }
  const input = { height: 28, width: 28, channels: 1 }
  const st = (a: Uint8Array) => Float32Array.from(a, (v) => (v / 255 - 0.1307) / 0.3081)
  const mk = (i: number) => makeBatch(st(images.subarray(i * 78400, (i + 1) * 78400)), labels.subarray(i * 100, (i + 1) * 100), input)
  const out: string[] = []
  const rules: any = [['adam', {}, { kind: 'adam', lr: 0.001 }], ['alig', { maxLr: 0.1, momentum: 0.9 }, { kind: 'alig', maxLr: 0.1, momentum: 0.9 }], ['alig', { maxLr: 1 }, { kind: 'alig', maxLr: 1 }]]
  for (const b of ['webgpu', 'wasm', 'wasm+', 'webgl']) {
    const name = b === 'wasm+' ? 'wasm' : b
    const rep = await chooseBackend(name as any, { wasmPaths, prepare: () => void (b === 'wasm+' && registerWasmKernels()) })
    for (const [optimizer, hyper, rule] of rules) {
    const tw = softmaxTwin({ images, labels, pixels: 784, classes: 10, mean: 0.1307, std: 0.3081, batch: 100, steps: 60, rule })
    const tr = startTraining({ model: 'softmax', optimizer, hyper, input, classes: 10 }, new Float32Array(7850))
    for (let i = 0; i < 60; i++) { const b = mk(i); tr.step(b); tf.dispose([b.images, b.labels]) }
    const rows = await tr.metrics()
    tr.dispose()
    const worst = (k: 'loss' | 'stepSize' | 'effectiveStep') => Math.max(...rows.map((r, i) => Math.abs(r[k] / tw[i]![k] - 1))).toExponential(1)
    out.push(`${b} ${rep.name} ${optimizer} loss ${worst('loss')} step ${worst('stepSize')} eff ${worst('effectiveStep')} acc ${rows.filter((r, i) => Math.abs(r.accuracy - tw[i]!.accuracy) > 1e-6).length}`)
    }
  }
  throw new Error(out.join('\n'))
})
