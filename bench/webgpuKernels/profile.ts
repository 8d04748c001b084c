/** Captures the dispatches of one step and times each by repeating it. */

interface Dispatch {
  pipeline: GPUComputePipeline
  group: GPUBindGroup
  size: readonly [number, number, number]
  label: string
}

let capture: Dispatch[] | undefined
let launches = 0

/** Number of dispatches since the page was opened. */
export const launchCount = () => launches

/** Wraps the pass encoder once, before tfjs makes its first pass. */
export function installProfiler(): void {
  const proto = GPUComputePassEncoder.prototype
  const current = new WeakMap<GPUComputePassEncoder, Partial<Dispatch>>()
  const { setPipeline, setBindGroup, dispatchWorkgroups } = proto
  proto.setPipeline = function (pipeline) {
    current.set(this, { ...current.get(this), pipeline, label: pipeline.label })
    setPipeline.call(this, pipeline)
  }
  proto.setBindGroup = function (this: GPUComputePassEncoder, index: number, group: GPUBindGroup) {
    current.set(this, { ...current.get(this), group })
    ;(setBindGroup as (index: number, group: GPUBindGroup) => void).call(this, index, group)
  } as typeof setBindGroup
  proto.dispatchWorkgroups = function (x, y = 1, z = 1) {
    launches++
    capture?.push({ ...current.get(this), size: [x, y, z] } as Dispatch)
    dispatchWorkgroups.call(this, x, y, z)
  }
}

export interface Row {
  readonly label: string
  readonly size: string
  readonly ms: number
}

/** On a shared machine the fastest run is the one that says most about the kernel. */
const smallest = (values: number[]) => Math.min(...values)
const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN

export async function profileStep(device: GPUDevice, step: () => void): Promise<Row[]> {
  capture = []
  step()
  await device.queue.onSubmittedWorkDone()
  const dispatches = capture
  capture = undefined
  const time = async (item: Dispatch | undefined, repeats: number) => {
    const encoder = device.createCommandEncoder()
    if (item) {
      const pass = encoder.beginComputePass()
      pass.setPipeline(item.pipeline)
      pass.setBindGroup(0, item.group)
      for (let i = 0; i < repeats; i++) pass.dispatchWorkgroups(...item.size)
      pass.end()
    }
    const start = performance.now()
    device.queue.submit([encoder.finish()])
    await device.queue.onSubmittedWorkDone()
    return performance.now() - start
  }
  const empty = median(await sequence(15, () => time(undefined, 0)))
  const rows: Row[] = []
  for (const item of dispatches) {
    const once = await time(item, 1)
    const repeats = Math.max(1, Math.min(100, Math.ceil(12 / Math.max(0.05, once - empty))))
    const ms = smallest(
      await sequence(5, async () => ((await time(item, repeats)) - empty) / repeats),
    )
    rows.push({ label: item.label, size: item.size.join('x'), ms })
  }
  return rows
}

async function sequence(count: number, run: () => Promise<number>): Promise<number[]> {
  const values: number[] = []
  for (let i = 0; i < count; i++) values.push(await run())
  return values
}
