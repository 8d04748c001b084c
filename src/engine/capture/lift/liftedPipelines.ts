import type { PlannedLaunch } from '../plan'
import { ENTRY_POINT, shaderOf } from '../shaderSources'
import { liftShader } from './liftShader'

interface Entry {
  /** Undefined until it has been compiled, null where there is none. */
  pipeline?: GPUComputePipeline | null
  readonly isDone: Promise<void>
}

/** By the pipeline for one run and by its strides. */
const entries = new WeakMap<GPUComputePipeline, Map<string, Entry>>()

const keyOf = (strides: PlannedLaunch['strides']) => [...strides].join(' ')

const entryOf = ({ launch, strides }: PlannedLaunch) =>
  entries.get(launch.pipeline)?.get(keyOf(strides))

/** The shader of this launch for several runs, if it has been compiled and there is one. */
export const liftedPipeline = (launch: PlannedLaunch): GPUComputePipeline | undefined =>
  entryOf(launch)?.pipeline ?? undefined

const isForSeveral = ({ count, strides }: PlannedLaunch) => count > 1 && strides.size > 0

/** True where `compileLifted` would have nothing to wait for. */
export const areLifted = (launches: readonly PlannedLaunch[]) =>
  launches.every((launch) => !isForSeveral(launch) || entryOf(launch)?.pipeline !== undefined)

/** Compiles what these launches need for several runs, beside everything else. Never rejects. */
export async function compileLifted(
  device: GPUDevice,
  launches: readonly PlannedLaunch[],
): Promise<void> {
  const needed = launches.filter(isForSeveral)
  for (const launch of needed) {
    if (entryOf(launch)) continue
    const { pipeline } = launch.launch
    const entry: Entry = {
      isDone: compile(device, launch).then((lifted) => {
        entry.pipeline = lifted
      }),
    }
    const ofPipeline = entries.get(pipeline) ?? new Map<string, Entry>()
    entries.set(pipeline, ofPipeline.set(keyOf(launch.strides), entry))
  }
  await Promise.all(needed.map((launch) => entryOf(launch)!.isDone))
}

async function compile(
  device: GPUDevice,
  { launch: { pipeline, workgroups }, strides }: PlannedLaunch,
): Promise<GPUComputePipeline | null> {
  const label = `${pipeline.label} of several runs`
  // A shader that the device refuses is no trouble: its launch is repeated for each run.
  try {
    const text = workgroups[2] === 1 ? shaderOf(pipeline) : undefined
    const code = text === undefined ? undefined : liftShader(text, strides)
    if (code === undefined) return null
    device.pushErrorScope('validation')
    const module = device.createShaderModule({ code, label })
    if (await device.popErrorScope()) return null
    const compute = { module, entryPoint: ENTRY_POINT }
    return await device.createComputePipelineAsync({ label, layout: 'auto', compute })
  } catch {
    return null
  }
}
