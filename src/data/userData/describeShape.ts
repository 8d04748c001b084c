/** Words that several sentences about files share. */

import { visible } from '../../spec/visibleText'

/** The last part of a path, shortened, in quotation marks, with all of it to be seen. */
export const named = (path: string): string => `"${shownName(path)}"`

/** The same without quotation marks. */
export function shownName(path: string): string {
  const name = visible(path.slice(path.lastIndexOf('/') + 1))
  return name.length > 60 ? `${name.slice(0, 57)}...` : name
}

/** A path without the folders that all files lie in, with all of it to be seen. */
export const pathBehind = (path: string, skipped: number): string =>
  visible(path.split('/').filter(Boolean).slice(skipped).join('/'))

export const count = (n: number) => n.toLocaleString('en-US')

export const plural = (n: number, one: string, many = `${one}s`) =>
  `${count(n)} ${n === 1 ? one : many}`

/** "28 x 28 in grey", "32 x 32 in colour". */
export function describeShape(input: { height: number; width: number; channels: number }): string {
  const { height, width, channels } = input
  const colour =
    channels === 1 ? 'in grey' : channels === 3 ? 'in colour' : `with ${channels} channels`
  return `${width} x ${height} ${colour}`
}

/** What this page takes, for the end of a sentence. */
export const WHAT_FITS =
  'This page reads IDX files (the format of MNIST, plain or gzipped), binary batches of CIFAR, ' +
  'and folders of images, one folder for each class.'
