/** The Python modules that scripts are made of, as text. */
const files: Readonly<Record<string, string>> = import.meta.glob('./python/playground/**/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** By their path in the package, such as `models/cnn.py`. */
export const pythonModules: ReadonlyMap<string, string> = new Map(
  Object.entries(files).map(([path, text]) => [path.replace('./python/playground/', ''), text]),
)

/** Folders with one module for each id. */
export type PythonFolder = 'data' | 'models' | 'losses'

/** Where the Python of something is; undefined where it has not been written in Python. */
export function pythonModule(folder: PythonFolder, id: string): string | undefined {
  const name = id.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const path = `${folder}/${name}.py`
  return pythonModules.has(path) ? path : undefined
}
