import { describe, expect, it } from 'vitest'
import { liftShader } from './liftShader'

/** A shader as tfjs writes them, with these functions. */
const shader = (functions: string) => `
      @group(0) @binding(0) var<storage, read_write> result: array<vec4<f32>>;
      @group(0) @binding(1) var<storage, read> x: array<f32>;
      @group(0) @binding(2) var<storage, read> labels: array<i32>;
      @group(0) @binding(3) var<uniform> uniforms: Uniforms;
      struct vec5 {x: i32, y: i32};
      ${functions}
      fn _start(@builtin(workgroup_id) WorkgroupId : vec3<u32>) {
        globalId = GlobalId;
        workgroupId = WorkgroupId;
        main();
      }`

const strides = new Map([
  [0, 512],
  [1, 256],
])

const squeezed = (code: string | undefined) => code?.replace(/\s+/g, ' ')

describe('a shader for several runs', () => {
  it('moves every index into what has a run axis, nested ones too, and nothing else', () => {
    const code = shader(`
      fn getX(at: i32) -> f32 { return x[at]; }
      fn main() { let p = vec5(1, 2); result[labels[p.x] + 1] = vec4<f32>(x[i32(x[0])]); }`)
    const lifted = squeezed(liftShader(code, strides))
    expect(lifted).toContain(
      'fn getX(at: i32) -> f32 { let start_x = i32(runOfLaunch * 64u); return x[start_x + i32(at)]; }',
    )
    expect(lifted).toContain('result[start_result + i32(labels[p.x] + 1)]')
    expect(lifted).toContain('x[start_x + i32(i32(x[start_x + i32(0)]))]')
    expect(lifted).toContain('let start_result = i32(runOfLaunch * 32u);')
    expect(lifted).toContain('struct vec5 {x: i32, y: i32};')
  })

  it('takes the run from the z of its workgroup, and hides it', () => {
    const lifted = squeezed(liftShader(shader('fn main() { result[0] = x[0]; }'), strides))
    expect(lifted).toContain('workgroupId = vec3<u32>(WorkgroupId.x, WorkgroupId.y, 0u);')
    expect(lifted).toContain('runOfLaunch = WorkgroupId.z;')
    expect(lifted!.indexOf('globalId.z =')).toBeGreaterThan(lifted!.indexOf('globalId = GlobalId'))
  })

  it.each([
    [
      'whose buffers a variable hides',
      shader('fn main() { var x = array<f32, 2>(); x[0] = 1.0; }'),
    ],
    ['whose buffers an argument hides', shader('fn f(y: i32, x: f32) { } fn main() { }')],
    ['with another entry point', 'fn main() { result[0] = 1.0; }'],
    ['whose elements have an unknown size', shader('').replace('array<f32>', 'array<mat4x4<f32>>')],
    ['without such a binding', shader('').replace('@binding(1)', '@binding(7)')],
  ])('is not made of one %s', (_, code) => {
    expect(liftShader(code, strides)).toBeUndefined()
  })

  it('is not made where a run would begin within an element', () => {
    expect(liftShader(shader('fn main() { }'), new Map([[0, 8]]))).toBeUndefined()
  })
})
