/**
 * Which of tfjs's backends trains. A graphics card through WebGPU is best; without one wasm is
 * several times faster than WebGPU in software, and WebGL and plain JavaScript come after it.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { BackendChoice } from '../../experiment/experiment'
import type { BackendReport } from '../../worker/protocol'
import { findGpu, type Gpu } from './adapter'
import { testBackend } from './selfTest'

export type BackendName = BackendReport['name']

/** Workers that share it give the same numbers to the last bit. */
export interface Arithmetic {
  readonly backend: BackendName
  /** WebAssembly with relaxed SIMD, which rounds as the processor does. */
  readonly isRelaxed: boolean
}

export interface BackendSetup {
  /** Where the .wasm files are: a folder with a slash at its end, or a URL per file name. */
  readonly wasmPaths: string | Readonly<Record<string, string>>
  /**
   * Runs on each backend that has started, before it is probed: registers kernels, say.
   * @returns a clause to add to the reason in the report
   */
  readonly prepare?: (name: BackendName, choice: BackendChoice) => Promise<string | undefined>
}

const ORDER: readonly BackendName[] = ['webgpu', 'wasm', 'webgl', 'cpu']

const LABELS: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  webgl: 'WebGL',
  cpu: 'Plain JavaScript',
}

/** `MatMulPackedProgram` of the backend's `MatMulProgramType`. */
const PACKED_MATMUL = 3

/** Loads one backend's code and sets it up; only the chosen one is ever fetched. */
const loaders: Readonly<Record<BackendName, (setup: BackendSetup) => Promise<void>>> = {
  webgpu: async () => {
    await import('@tensorflow/tfjs-backend-webgpu')
    // One kind of product for all shapes: the split one adds by atomics, in any order, so that
    // the same run would not give the same numbers twice.
    tf.env().set('WEBGPU_MATMUL_PROGRAM_TYPE', PACKED_MATMUL)
    // Otherwise operations on small tensors that are still on the host are computed there, in
    // another precision and only until they have once been on the device.
    tf.env().set('WEBGPU_CPU_FORWARD', false)
  },
  wasm: async ({ wasmPaths }) => {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
    setWasmPaths(wasmPaths)
    // Threads start from a blob: URL, which the content security policy forbids, and only on
    // hosts that send isolation headers; numbers should not depend on the host's headers.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  },
  webgl: async () => {
    await import('@tensorflow/tfjs-backend-webgl')
  },
  cpu: async () => {
    await import('@tensorflow/tfjs-backend-cpu')
  },
}

interface Started {
  /** Why it cannot be used. */
  readonly refusal?: string | undefined
  readonly remark?: string | undefined
}

/** Makes one backend the one in use and probes it. */
export async function startBackend(
  name: BackendName,
  choice: BackendChoice,
  setup: BackendSetup,
): Promise<Started> {
  try {
    await loaders[name](setup)
    // `setBackend` answers false where a backend does not start; it does not throw.
    if (!(await tf.setBackend(name)) || tf.getBackend() !== name)
      return { refusal: 'it does not start here' }
    await tf.ready()
    const remark = await setup.prepare?.(name, choice)
    return { refusal: await testBackend(), remark }
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) }
  }
}

/** Name of the device behind a backend that is in use, where it has one. */
function deviceOf(name: BackendName, gpu: Gpu): string | undefined {
  if (name === 'webgpu') return gpu.kind === 'none' ? undefined : gpu.name
  if (name !== 'webgl') return undefined
  const { gpgpu } = tf.backend() as unknown as { gpgpu?: { gl?: WebGLRenderingContext } }
  const gl = gpgpu?.gl
  const names = gl?.getExtension('WEBGL_debug_renderer_info')
  return names ? String(gl!.getParameter(names.UNMASKED_RENDERER_WEBGL)) : undefined
}

/** Why WebGPU is passed over by the automatic choice; undefined where it is not. */
function noGpuBecause(gpu: Gpu): string | undefined {
  if (gpu.kind === 'hardware') return undefined
  if (gpu.kind === 'none') return gpu.why
  return `WebGPU runs in software here (${gpu.name}), which is slower`
}

/** "a", "a and b", "a, b and c". */
function joined(clauses: readonly string[]): string {
  const last = clauses.at(-1) ?? ''
  return clauses.length < 2 ? last : `${clauses.slice(0, -1).join(', ')} and ${last}`
}

function reasonFor(
  name: BackendName,
  choice: BackendChoice,
  refusals: readonly string[],
  gpu: Gpu,
) {
  if (refusals.length > 0) return `${LABELS[name]}: ${joined(refusals)}.`
  if (choice === 'auto') {
    const card = gpu.kind === 'hardware' ? ` (${gpu.name})` : ''
    return `${LABELS[name]}: this browser offers a graphics card${card}.`
  }
  if (name === 'webgpu' && gpu.kind === 'software') {
    return (
      `WebGPU, as asked for; it runs in software here (${gpu.name}), ` +
      'and WebAssembly would be faster.'
    )
  }
  return `${LABELS[name]}, as asked for.`
}

/**
 * Chooses a backend, makes it the one in use and proves it with a training step of known
 * result. What was asked for is tried first; what cannot be used is passed over, and the
 * reason in the report says so.
 * @throws Error when not even plain JavaScript gives right numbers
 */
export async function chooseBackend(
  choice: BackendChoice,
  setup: BackendSetup,
): Promise<BackendReport> {
  const gpu = await findGpu()
  const refusals: string[] = []
  const passedOver = noGpuBecause(gpu)
  const automatic = ORDER.filter((name) => name !== choice && !(name === 'webgpu' && passedOver))
  const candidates = choice === 'auto' ? automatic : [choice, ...automatic]
  if (choice === 'auto' && passedOver) refusals.push(passedOver)

  for (const name of candidates) {
    const { refusal, remark }: Started =
      name === 'webgpu' && gpu.kind === 'none'
        ? { refusal: gpu.why }
        : await startBackend(name, choice, setup)
    if (refusal === undefined) {
      const device = deviceOf(name, gpu)
      const reason = [
        reasonFor(name, choice, refusals, gpu),
        ...(remark ? [`${remark}.`] : []),
      ].join(' ')
      return { name, reason, ...(device === undefined ? {} : { device }) }
    }
    const label = LABELS[name]
    refusals.push(
      name === choice
        ? `${label} was asked for, but ${refusal}`
        : `${label} cannot be used (${refusal})`,
    )
  }
  throw new Error(
    `No way of computing in this browser gives right numbers: ${joined(refusals)}. ` +
      'Update the browser, or open the page in another one.',
  )
}
