import type { Binding } from './virtualBuffer'

const WORKGROUP = 64
/** Most workgroups of one comparison; each thread takes every so many-th number. */
const MAX_WORKGROUPS = 256

/** Compares bits, so that NaN equals NaN and 0 differs from -0. */
const SHADER = `
@group(0) @binding(0) var<storage, read> left: array<u32>;
@group(0) @binding(1) var<storage, read> right: array<u32>;
@group(0) @binding(2) var<storage, read_write> differences: atomic<u32>;

@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(global_invocation_id) id: vec3<u32>,
  @builtin(num_workgroups) groups: vec3<u32>
) {
  var found = 0u;
  for (var i = id.x; i < arrayLength(&left); i += groups.x * ${WORKGROUP}u) {
    if (left[i] != right[i]) { found++; }
  }
  if (found > 0u) { atomicAdd(&differences, found); }
}`

/** Counts on the device how many numbers differ between pairs of buffers. */
export class BitComparison {
  /** One uint32, the result of the last comparison. */
  readonly differences: GPUBuffer
  private readonly pipeline: GPUComputePipeline

  constructor(private readonly device: GPUDevice) {
    const module = device.createShaderModule({ code: SHADER, label: 'BitComparison' })
    this.pipeline = device.createComputePipeline({
      label: 'BitComparison',
      layout: 'auto',
      compute: { module, entryPoint: 'main' },
    })
    this.differences = device.createBuffer({
      size: 4,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    })
  }

  /** @param pairs of equal sizes */
  encode(
    encoder: GPUCommandEncoder,
    pairs: readonly (readonly [Binding<GPUBuffer>, Binding<GPUBuffer>])[],
  ): void {
    encoder.clearBuffer(this.differences)
    const pass = encoder.beginComputePass()
    pass.setPipeline(this.pipeline)
    for (const [left, right] of pairs) {
      const resources = [left, right, { buffer: this.differences }]
      const group = this.device.createBindGroup({
        layout: this.pipeline.getBindGroupLayout(0),
        entries: resources.map((resource, binding) => ({ binding, resource })),
      })
      const wanted = Math.ceil(left.size / 4 / WORKGROUP)
      pass.setBindGroup(0, group)
      pass.dispatchWorkgroups(Math.min(wanted, MAX_WORKGROUPS))
    }
    pass.end()
  }

  dispose(): void {
    this.differences.destroy()
  }
}
