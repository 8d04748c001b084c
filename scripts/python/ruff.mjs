/** Ruff, the formatter and linter of Python, as WebAssembly: no Python is needed. */
import { PositionEncoding, Workspace } from '@astral-sh/ruff-wasm-nodejs'

const settings = {
  'line-length': 100,
  'target-version': 'py39',
  lint: {
    // pycodestyle, pyflakes, isort, naming, pyupgrade, bugbear, comprehensions, simplifications, ruff.
    select: ['E', 'W', 'F', 'I', 'N', 'UP', 'B', 'C4', 'SIM', 'RUF'],
    // Short names of the papers, such as F for torch's functions, and typographic characters.
    ignore: ['N812'],
    isort: { 'known-first-party': ['playground'] },
  },
}
const workspace = new Workspace(settings, PositionEncoding.Utf16)

/** @param {string} source of a module */
export const formatPython = (source) => workspace.format(source)

/**
 * @param {string} source of a module
 * @returns {string[]} what is wrong, as `row:column CODE message`
 */
export const lintPython = (source) =>
  workspace
    .check(source)
    .map(
      ({ code, message, start_location: { row, column } }) =>
        `${row}:${column} ${code ?? 'error'} ${message}`,
    )
