/** A folder of images to one data set; images that cannot be read are left out. */
import { finish } from './assemble'
import { decodeImages, measureImages, type OpenPicture, type Size } from './decodeImages'
import { sortIntoFolders } from './folders'
import { LeftOut } from './leftOut'
import { contentOf, type Opened } from './opened'
import type { UserData, UserFile, UserImages } from './userImages'
import { reasonFor } from './refusals'

export interface PictureOptions {
  readonly openPicture: OpenPicture
  readonly onProgress: (stage: string, fraction?: number) => void
  readonly leftOut: LeftOut
}

export async function readPictures(
  files: readonly Opened[],
  { openPicture, onProgress, leftOut }: PictureOptions,
): Promise<UserData> {
  const pictures = await unpacked(files, leftOut)
  const sizes = new Map<UserFile, Size>()
  const broken = new Set<UserFile>()
  const whole = () => pictures.filter((file) => !broken.has(file))
  for (;;) {
    // Only what is used need be looked into; what is used may change where a picture is broken.
    const { train, test } = sortIntoFolders(whole(), new LeftOut())
    const used = [...train, ...(test ?? [])].map(({ file }) => file)
    const unmeasured = used.filter((file) => !sizes.has(file))
    if (unmeasured.length === 0) break
    const found = await measureImages(unmeasured, openPicture, leftOut, (fraction) =>
      onProgress('Reading the images', fraction / 2),
    )
    for (const file of unmeasured) {
      const size = found.get(file)
      if (size) sizes.set(file, size)
      else broken.add(file)
    }
  }
  const sorted = sortIntoFolders(whole(), leftOut)
  const ordered = [...sorted.train, ...(sorted.test ?? [])]
  const { input, images, notes } = await decodeImages(
    ordered.map(({ file }) => ({ file, ...sizes.get(file)! })),
    openPicture,
    (fraction) => onProgress('Reading the images', (1 + fraction) / 2),
  )
  const size = images.length / ordered.length
  const part = (from: number, to: number): UserImages => ({
    images: images.subarray(from * size, to * size),
    labels: Uint8Array.from(ordered.slice(from, to), ({ label }) => label),
    count: to - from,
  })
  onProgress('Checking the images')
  return finish({
    input,
    classNames: sorted.classNames,
    train: part(0, sorted.train.length),
    test: sorted.test && part(sorted.train.length, ordered.length),
    notes: [...sorted.notes, ...notes],
    origin: { kind: 'folder', train: [], test: [] },
    splits: sorted.splits,
    leftOut,
  })
}

async function unpacked(files: readonly Opened[], leftOut: LeftOut): Promise<UserFile[]> {
  const all: UserFile[] = []
  for (const opened of files) {
    if (!opened.isPacked) all.push(opened.file)
    else {
      const bytes = await contentOf(opened).catch(() => null)
      if (bytes) all.push({ path: opened.path, blob: new Blob([bytes]) })
      else leftOut.add(opened.file.path, reasonFor('damaged'))
    }
  }
  return all
}
