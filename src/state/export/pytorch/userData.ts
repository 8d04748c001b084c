/** Reading a person's own files in Python: those the page read, found again and checked. */
import { userData } from '../../../data/userData/spec'
import type { OptionValues } from '../../../spec/hyperparameter'
import type { UserDataOrigin } from '../../../spec/userData'
import { listOf } from './python'

const SHARED = `

def content_of(name):
    """Bytes of one of the files, unpacked; dropped folders may be there or not."""
    parts = [part for part in name.split("/") if part]
    for i in range(len(parts)):
        path = Path(arguments.data).joinpath(*parts[i:])
        for ending in ("", ".gz", ".GZ"):
            candidate = path.with_name(path.name + ending)
            if candidate.is_file():
                content = candidate.read_bytes()
                return gzip.decompress(content) if content[:2] == b"\\x1f\\x8b" else content
    sys.exit(
        f"The file {name} was not found in the folder {arguments.data}. Give the folder of the "
        "files that you dropped on the page with --data DIR."
    )


def load(train):
    try:
        (images, labels), *test = [read(names) for names in (TRAIN_FILES, TEST_FILES) if names]
    except (ValueError, IndexError, struct.error) as error:
        sys.exit(f"The files in {arguments.data} are not those of the page: {error}.")
    if not test:  # The end of the training images is held out.
        test = [(images[TRAIN_COUNT:], labels[TRAIN_COUNT:])]
        images, labels = images[:TRAIN_COUNT], labels[:TRAIN_COUNT]
    hashed = hashlib.sha256()
    for part in (images, labels, *test[0]):
        hashed.update(part.tobytes())
    if hashed.hexdigest() != DATA_SHA256 or len(labels) != TRAIN_COUNT:
        sys.exit(
            f"The files in {arguments.data} are other data than the page's: {len(labels)} training "
            f"and {len(test[0][1])} test images, SHA-256 {hashed.hexdigest()}. The page had "
            f"{TRAIN_COUNT} and {TEST_COUNT}, SHA-256 {DATA_SHA256}."
        )
    return (images, labels) if train else test[0]
`

const IDX = `

def idx_array(content):
    sizes = struct.unpack(f">{content[3]}I", content[4 : 4 + 4 * content[3]])
    return np.frombuffer(content, dtype=np.uint8, offset=4 + 4 * len(sizes)).reshape(sizes)


def read(names):
    """IDX: images [N, H, W], or in colour with channels last or first, and labels [N]."""
    images, labels = (idx_array(content_of(name)) for name in names)
    if images.ndim == 3:
        images = images[..., None]
    elif images.shape[3] > 4 and images.shape[1] <= 4:
        images = images.transpose(0, 2, 3, 1)
    return np.ascontiguousarray(images), labels
`

const CIFAR = `

def read(names):
    """Binary batches: the label (in CIFAR-100 behind a coarse one), then planes of colours."""
    header = 2 if CLASSES == 100 else 1
    rows = [np.frombuffer(content_of(name), dtype=np.uint8) for name in names]
    rows = np.concatenate([row.reshape(-1, header + 3072) for row in rows])
    images = rows[:, header:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    return np.ascontiguousarray(images), rows[:, header - 1].copy()
`

const READERS: Readonly<Record<UserDataOrigin['kind'], string | undefined>> = {
  idx: IDX,
  cifar: CIFAR,
  folder: undefined,
}

/** Why there is no script for these files, to follow "because"; null where there is one. */
export function userDataObstacle(origin: UserDataOrigin | null): string | null {
  if (origin === null)
    return (
      'the page does not know which files its data came out of. Drop them on the page again, then ' +
      'export'
    )
  if (READERS[origin.kind] !== undefined) return null
  return (
    'its images came out of a folder of pictures. This browser has unpacked and scaled them in its ' +
    'own way, and Python would get other pixels. Save the images as IDX files and drop those; the ' +
    'Experiment (JSON) export has the mean, standard deviation and SHA-256 of these'
  )
}

/** Source of `load(train)`; undefined where `ownObstacle` says why. */
export function userDataSource(
  options: OptionValues,
  origin: UserDataOrigin | null,
): string | undefined {
  const read = origin && READERS[origin.kind]
  if (!origin || read === undefined || read === null) return undefined
  const { trainCount, testCount } = userData.shape(options)
  const names = (paths: readonly string[]) => listOf(paths.map((path) => JSON.stringify(path)))
  return (
    `
# --- Data: uint8 images [N, H, W, C] out of your files, in the page's order. ---

TRAIN_FILES = ${names(origin.train)}
TEST_FILES = ${names(origin.test)}
TRAIN_COUNT, TEST_COUNT = ${trainCount}, ${testCount}
# Of training images, training labels, test images and test labels, one after the other.
DATA_SHA256 = ${JSON.stringify(String(options['sha256']))}
` +
    read +
    SHARED
  )
}
