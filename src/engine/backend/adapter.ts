/** What there is of WebGPU here: whether a graphics card stands behind it, and its name. */

/** The part of GPUAdapterInfo that names an adapter; browsers leave out what they like. */
export interface AdapterInfo {
  readonly vendor?: string
  readonly architecture?: string
  readonly device?: string
  readonly description?: string
  readonly isFallbackAdapter?: boolean
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|\bwarp\b/i

/** The adapter's own words for itself, without repetition. */
export function describeAdapter(info: AdapterInfo): string {
  const words = [info.vendor, info.architecture, info.device, info.description]
  return [...new Set(words.filter((word) => word))].join(', ') || 'unnamed'
}

/** True where "GPU" means a program on the processor: SwiftShader, llvmpipe, Basic Render. */
export function isSoftwareAdapter(info: AdapterInfo): boolean {
  return info.isFallbackAdapter === true || SOFTWARE.test(describeAdapter(info))
}

export type Gpu =
  | { readonly kind: 'hardware' | 'software'; readonly name: string }
  /** `why` is a clause that can end a sentence. */
  | { readonly kind: 'none'; readonly why: string }

/** Looks for a WebGPU adapter; never throws. */
export async function findGpu(): Promise<Gpu> {
  const gpu = globalThis.navigator?.gpu
  if (!gpu) {
    const why = globalThis.isSecureContext
      ? 'this browser has no WebGPU'
      : 'this page has no WebGPU: pages opened over plain http have none, use HTTPS'
    return { kind: 'none', why }
  }
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
    if (!adapter) return { kind: 'none', why: 'WebGPU finds no graphics card here' }
    const info: AdapterInfo = adapter.info ?? {}
    const kind = isSoftwareAdapter(info) ? 'software' : 'hardware'
    return { kind, name: describeAdapter(info) }
  } catch (error) {
    return { kind: 'none', why: `WebGPU does not start here (${String(error)})` }
  }
}
