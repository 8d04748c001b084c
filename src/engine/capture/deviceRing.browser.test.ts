import { beforeAll, describe, expect, it } from 'vitest'
import { activate } from '../testing/backends.browser'
import { DeviceRing } from './deviceRing'
import { backend, countBuffers } from './testing/lab'

const WIDEST = 900
/** Now and then a row is longer than the others. */
const widthOf = (row: number) => (row % 10 === 0 ? WIDEST : 3)
const rowOf = (row: number) => Float32Array.from({ length: widthOf(row) }, (_, i) => row - i / 2)

/** Pushes rows [start, start + count), each holding its number; some carry a check. */
function push(ring: DeviceRing, start: number, count: number, isChecked = (_row: number) => false) {
  const { device } = backend()
  const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
  const source = device.createBuffer({ size: 4 * WIDEST, usage })
  const check = device.createBuffer({ size: 4, usage })
  for (let row = start; row < start + count; row++) {
    device.queue.writeBuffer(source, 0, rowOf(row))
    device.queue.writeBuffer(check, 0, Uint32Array.of(1000 + row))
    const encoder = device.createCommandEncoder()
    const binding = { buffer: source, offset: 0, size: 4 * widthOf(row) }
    ring.push(encoder, binding, isChecked(row) ? check : undefined)
    device.queue.submit([encoder.finish()])
  }
  source.destroy()
  check.destroy()
}

const rows = (start: number, count: number) =>
  Array.from({ length: count }, (_, i) => rowOf(start + i))

describe('a ring on the device', () => {
  beforeAll(() => activate('webgpu'))

  it('gives back rows and checks in order, also while others are pushed', async () => {
    const buffers = countBuffers(backend().device)
    const ring = new DeviceRing(backend().device)
    expect((await ring.drain()).rows).toHaveLength(0)
    push(ring, 1, 5, (row) => row % 2 === 0)
    const first = ring.drain()
    push(ring, 6, 2)
    expect(await first).toEqual({ rows: rows(1, 5), checks: [1002, 1004] })
    expect(await ring.drain()).toEqual({ rows: rows(6, 2), checks: [] })

    const { bytes } = buffers
    const before = bytes()
    push(ring, 0, 600, (row) => row === 599)
    const many = await ring.drain()
    expect(many.rows).toEqual(rows(0, 600))
    expect(many.checks).toEqual([1599])
    expect(bytes()).toBe(before)
    ring.dispose()
    expect(bytes()).toBe(0)
    buffers.stop()
  })
})
