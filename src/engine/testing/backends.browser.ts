/** Backends for tests in a browser, started as the app starts them. */
import type { BackendReport } from '../../worker/protocol'
import { chooseBackend, type BackendName } from '../backend/backend'
import { registerKernels, wasmPaths } from '../backend/backendHolder'

/** Makes the backend the one in use. Throws, and so fails the tests, where it does not start. */
export async function activate(name: BackendName): Promise<BackendReport> {
  const report = await chooseBackend(name, { wasmPaths, prepare: registerKernels })
  if (report.name !== name) throw new Error(`${name} was wanted. ${report.reason}`)
  return report
}
