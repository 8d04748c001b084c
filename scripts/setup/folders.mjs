import { access, constants, mkdir } from 'node:fs/promises'
import { SetupError } from './say.mjs'

const REASONS = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'it lies on a disk that is read-only',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'there is a file in the place of a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota of this account is used up',
}

/**
 * Trouble with a file or folder as a sentence to act on; undefined for an error of another kind.
 * @param {any} error
 */
export function fileTrouble(error) {
  const { code, path, dest, syscall } = error ?? {}
  if (typeof code !== 'string' || typeof syscall !== 'string' || typeof path !== 'string') return
  const reason = new Map(Object.entries(REASONS)).get(code) ?? `the system says ${code}`
  return new SetupError(
    `${dest ?? path} cannot be used: ${reason}. Remove it, make room or allow writing, then run the ` +
      'same command again.',
  )
}

/**
 * Makes a folder where there is none; it has to be one that can be written into.
 * @param {string} path
 */
export async function needFolder(path) {
  await mkdir(path, { recursive: true })
  // `mkdir` says nothing of a folder that is there already.
  await access(path, constants.W_OK)
}
