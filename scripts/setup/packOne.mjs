/** Packs one data set, named by its id: the background process of `npm start`. */
import { fileTrouble } from './folders.mjs'
import { packSet } from './packSet.mjs'
import { SetupError } from './say.mjs'
import { sources } from './sources.mjs'

const source = sources.find(({ id }) => id === process.argv[2])
if (!source) throw new Error(`no data set is called "${process.argv[2]}"`)
try {
  await packSet(source)
} catch (thrown) {
  const error = thrown instanceof SetupError ? thrown : fileTrouble(thrown)
  if (!error) throw thrown
  console.error(error.message)
  process.exitCode = 1
}
