import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const PIXELS = 784

/** The first training images as set-up packed them, read without any code of the page. */
export function packedMnist(count: number) {
  const images = new Uint8Array(count * PIXELS)
  const labels = new Uint8Array(count)
  for (let first = 0, shard = 0; first < count; shard++) {
    const name = `train-${String(shard).padStart(3, '0')}.bin`
    const bytes = gunzipSync(readFileSync(`public/data/mnist/${name}`))
    const inShard = bytes.length / (PIXELS + 1)
    const used = Math.min(inShard, count - first)
    images.set(bytes.subarray(0, used * PIXELS), first * PIXELS)
    labels.set(bytes.subarray(inShard * PIXELS, inShard * PIXELS + used), first)
    first += used
  }
  return { images, labels, pixels: PIXELS, classes: 10, mean: 0.1307, std: 0.3081 }
}
