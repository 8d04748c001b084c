import { UserError } from '../session/failure'

const BYTES = 4
/** Rows of one piece of memory. A session reads at least that often. */
const PAGE_ROWS = 256

export interface RingContents {
  /** Row-major, in the order of pushing. */
  readonly values: Float32Array
  /** For each row pushed with one: the number that its check found. */
  readonly checks: readonly number[]
}

/**
 * Rows of numbers that stay on the device until they are read in one go. A row can carry one more
 * number, the result of a check.
 */
export class DeviceRing {
  private readonly pages: GPUBuffer[] = []
  private rows = 0
  private checkedRows: number[] = []
  private readonly rowBytes: number

  /** @param width float32 numbers per row */
  constructor(
    private readonly device: GPUDevice,
    private readonly width: number,
  ) {
    this.rowBytes = (width + 1) * BYTES
  }

  /**
   * Encodes the copy of a row's numbers.
   * @param check holds one uint32
   */
  push(
    encoder: GPUCommandEncoder,
    row: { readonly buffer: GPUBuffer; readonly offset: number },
    check?: GPUBuffer,
  ): void {
    const page = (this.pages[Math.floor(this.rows / PAGE_ROWS)] ??= this.device.createBuffer({
      size: PAGE_ROWS * this.rowBytes,
      usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    }))
    const at = (this.rows % PAGE_ROWS) * this.rowBytes
    const size = this.width * BYTES
    encoder.copyBufferToBuffer(row.buffer, row.offset, page, at, size)
    if (check) {
      encoder.copyBufferToBuffer(check, 0, page, at + size, BYTES)
      this.checkedRows.push(this.rows)
    }
    this.rows++
  }

  /** Reads and forgets all rows whose copies have been submitted; none is left behind. */
  async drain(): Promise<RingContents> {
    const { rows, checkedRows, rowBytes, width } = this
    this.rows = 0
    this.checkedRows = []
    if (rows === 0) return { values: new Float32Array(0), checks: [] }
    const size = rows * rowBytes
    const staging = this.device.createBuffer({
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    })
    try {
      const encoder = this.device.createCommandEncoder()
      const pageBytes = PAGE_ROWS * rowBytes
      for (let start = 0, page = 0; start < size; start += pageBytes, page++) {
        const count = Math.min(pageBytes, size - start)
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
      const floats = new Float32Array(memory)
      const words = new Uint32Array(memory)
      const values = new Float32Array(rows * width)
      for (let row = 0; row < rows; row++) {
        const start = row * (width + 1)
        values.set(floats.subarray(start, start + width), row * width)
      }
      return { values, checks: checkedRows.map((row) => words[row * (width + 1) + width]!) }
    } finally {
      staging.destroy()
    }
  }

  dispose(): void {
    this.rows = 0
    this.checkedRows = []
    for (const page of this.pages.splice(0)) page.destroy()
  }
}
