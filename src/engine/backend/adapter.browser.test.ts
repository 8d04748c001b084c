import { expect, it } from 'vitest'

it('runs where WebGPU is to be had', async () => {
  const adapter = await navigator.gpu?.requestAdapter()
  expect(adapter, 'no WebGPU adapter: the tests on WebGPU would prove nothing').toBeTruthy()
  const device = await adapter!.requestDevice()
  expect(device.limits.maxComputeWorkgroupSizeX).toBeGreaterThanOrEqual(128)
  device.destroy()
})
