/** Which Python reads a data set, and what it has to know of it besides its options. */
import type { DataChoice } from '../../../data/specs'
import { TEST_COUNT } from '../../../data/spirals/spec'
import type { UserDataOrigin } from '../../../spec/userData'
import type { PythonValue } from './literals'
import { pythonModule } from './modules'

export interface DataPart {
  /** Path of the module with `load`. */
  readonly module: string
  readonly facts: Readonly<Record<string, PythonValue>>
}

/** Why there is no script for these files, to follow "because"; null where there is one. */
export function userDataObstacle(origin: UserDataOrigin | null): string | null {
  if (origin === null)
    return (
      'the page does not know which files its data came out of. Drop them on the page again, then ' +
      'export'
    )
  if (pythonModule('data', `own_${origin.kind}`) !== undefined) return null
  return (
    'its images came out of a folder of pictures. This browser has unpacked and scaled them in its ' +
    'own way, and Python would get other pixels. Save the images as IDX files and drop those; the ' +
    'Experiment (JSON) export has the mean, standard deviation and SHA-256 of these'
  )
}

/**
 * Undefined where Python has no way to the files.
 * @param origin of a person's own data
 */
export function dataPart(
  { id }: DataChoice,
  origin: UserDataOrigin | null = null,
): DataPart | undefined {
  const own = id === 'own' ? origin : null
  const module = pythonModule('data', own ? `own_${own.kind}` : id)
  if (module === undefined) return undefined
  if (own) {
    const files = { train_files: own.train, test_files: own.test }
    return {
      module,
      facts: own.kind === 'idx' ? { ...files, first_label: own.firstLabel ?? 0 } : files,
    }
  }
  return { module, facts: id === 'spirals' ? { test_points: TEST_COUNT } : {} }
}
