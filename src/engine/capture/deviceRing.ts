import { UserError } from '../session/failure'

import type { Binding } from './virtualBuffer'

const BYTES = 4
/** One piece of memory: as many rows of metrics as a session makes before it reads them. */
const PAGE_BYTES = 16_384

export interface RingContents {
  /** In the order of pushing. */
  readonly rows: readonly Float32Array[]
  /** For each row pushed with one: the number that its check found. */
  readonly checks: readonly number[]
}

interface Row {
  /** Bytes from the start of the first page. */
  readonly at: number
  /** Bytes, without the check. */
  readonly size: number
  readonly isChecked: boolean
}

/**
 * Rows of numbers that stay on the device until they are read in one go. A row can carry one more
 * number, the result of a check.
 */
export class DeviceRing {
  private readonly pages: GPUBuffer[] = []
  private rows: Row[] = []
  /** Where the next row can start. */
  private end = 0

  constructor(private readonly device: GPUDevice) {}

  /**
   * Encodes the copy of a row's numbers, which are fewer than a page has room for.
   * @param check holds one uint32
   */
  push(encoder: GPUCommandEncoder, row: Binding<GPUBuffer>, check?: GPUBuffer): void {
    const { size } = row
    const room = PAGE_BYTES - (this.end % PAGE_BYTES)
    const at = size + BYTES <= room ? this.end : this.end + room
    const page = (this.pages[Math.floor(at / PAGE_BYTES)] ??= this.device.createBuffer({
      size: PAGE_BYTES,
      usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    }))
    const start = at % PAGE_BYTES
    encoder.copyBufferToBuffer(row.buffer, row.offset, page, start, size)
    if (check) encoder.copyBufferToBuffer(check, 0, page, start + size, BYTES)
    this.rows.push({ at, size, isChecked: check !== undefined })
    this.end = at + size + BYTES
  }

  /** Reads and forgets all rows whose copies have been submitted; none is left behind. */
  async drain(): Promise<RingContents> {
    const { rows, end: size } = this
    this.rows = []
    this.end = 0
    if (rows.length === 0) return { rows: [], checks: [] }
    const staging = this.device.createBuffer({
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    })
    try {
      const encoder = this.device.createCommandEncoder()
      for (let start = 0, page = 0; start < size; start += PAGE_BYTES, page++) {
        const count = Math.min(PAGE_BYTES, size - start)
        encoder.copyBufferToBuffer(this.pages[page]!, 0, staging, start, count)
      }
      this.device.queue.submit([encoder.finish()])
      // What is pushed from now on comes after these copies, so it may overwrite the first page.
      for (const page of this.pages.splice(1)) page.destroy()
      await staging.mapAsync(GPUMapMode.READ).catch((cause: unknown) => {
        throw new UserError('The graphics device was lost. The numbers gathered so far are kept.', {
          cause,
        })
      })
      const memory = staging.getMappedRange()
      return {
        rows: rows.map((row) => new Float32Array(memory.slice(row.at, row.at + row.size))),
        checks: rows.flatMap((row) =>
          row.isChecked ? [new Uint32Array(memory, row.at + row.size, 1)[0]!] : [],
        ),
      }
    } finally {
      staging.destroy()
    }
  }

  dispose(): void {
    this.rows = []
    this.end = 0
    for (const page of this.pages.splice(0)) page.destroy()
  }
}
