import { describe, expect, it } from 'vitest'
import { droppedFiles, TooManyFiles } from './droppedFiles'

const fileEntry = (fullPath: string, isBroken = false) => ({
  ...{ fullPath, name: fullPath.split('/').at(-1)!, isFile: true, isDirectory: false },
  file: (resolve: (file: Blob) => void, reject: (error: Error) => void) =>
    isBroken ? reject(new Error('NotFoundError')) : resolve(new Blob(['x'])),
})

type Entry = ReturnType<typeof fileEntry> | ReturnType<typeof folderEntry>

/** A folder whose reader gives its entries at once, and none at the end. */
function folderEntry(fullPath: string, entries: readonly unknown[], isBroken = false) {
  return {
    ...{ fullPath, name: fullPath.split('/').at(-1)!, isFile: false, isDirectory: true },
    createReader: () => {
      const parts = [entries, []]
      return {
        readEntries: (
          resolve: (entries: readonly unknown[]) => void,
          reject: (e: Error) => void,
        ) => (isBroken ? reject(new Error('NotReadableError')) : resolve(parts.shift()!)),
      }
    },
  }
}

const dropped = (...entries: readonly Entry[]) =>
  droppedFiles({
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })),
    files: [],
  } as unknown as DataTransfer)

describe('files out of a drop', () => {
  it('are those of a folder, without one that cannot be read', async () => {
    const { files, unreadable } = await dropped(
      folderEntry('/set', [
        fileEntry('/set/1.png'),
        fileEntry('/set/gone.png', true),
        folderEntry('/set/locked', [], true),
        folderEntry('/set/cat', [fileEntry('/set/cat/2.png')]),
      ]),
    )
    expect(files.map(({ path }) => path)).toEqual(['set/1.png', 'set/cat/2.png'])
    expect(unreadable).toEqual(['set/gone.png', 'set/locked'])
  })

  it('do not come out of hidden folders, unless that is what was dropped', async () => {
    const git = folderEntry('/set/.git', [fileEntry('/set/.git/1.png')])
    const { files } = await dropped(folderEntry('/set', [git, fileEntry('/set/1.png')]))
    expect(files.map(({ path, blob }) => [path, blob.size])).toEqual([
      ['set/.git', 0],
      ['set/1.png', 1],
    ])
    const hidden = await dropped(folderEntry('/.set', [fileEntry('/.set/1.png')]))
    expect(hidden.files.map(({ path }) => path)).toEqual(['.set/1.png'])
  })

  it('are refused where they are too many, rather than cut off', async () => {
    const many = Array.from({ length: 70_001 }, (_, i) => fileEntry(`/set/${i}.txt`))
    await expect(dropped(folderEntry('/set', many))).rejects.toThrow(TooManyFiles)
  })
})
