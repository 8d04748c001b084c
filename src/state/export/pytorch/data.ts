/**
 * Reading the original files of each data set in Python. Where they are missing, torchvision puts
 * them there, or, without torchvision, the script fetches what torchvision would have fetched.
 */
import { TEST_COUNT } from '../../../data/spirals/spec'
import type { DataChoice } from '../../../data/specs'
import type { OptionValues } from '../../../spec/hyperparameter'
import type { UserDataOrigin } from '../../../spec/userData'
import { userDataSource } from './userData'

/** Functions that data sets of files use. */
const SHARED = `
def fetched(url):
    print(f"Fetching {url}", file=sys.stderr)
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def missing(what, error):
    sys.exit(
        f"{what} was not found in the folder {arguments.data} and could not be fetched ({error}). "
        "Put its original files into a folder and give that with --data DIR."
    )
`

const MNIST = `
# --- Data: uint8 images [N, H, W, C] in the order of the original files. ---

def find_idx(name):
    base = Path(arguments.data)
    for folder in (base, base / "MNIST" / "raw", base / "raw"):
        for path in (folder / name, folder / (name + ".gz")):
            if path.is_file():
                content = path.read_bytes()
                return gzip.decompress(content) if content[:2] == b"\\x1f\\x8b" else content
    return None


def fetch_mnist(names):
    try:
        import torchvision
    except ImportError:
        Path(arguments.data).mkdir(parents=True, exist_ok=True)
        for name in names:
            content = fetched("https://ossci-datasets.s3.amazonaws.com/mnist/" + name + ".gz")
            (Path(arguments.data) / (name + ".gz")).write_bytes(content)
    else:
        torchvision.datasets.MNIST(arguments.data, download=True)


def load(train):
    prefix = "train" if train else "t10k"
    names = [prefix + "-images-idx3-ubyte", prefix + "-labels-idx1-ubyte"]
    if any(find_idx(name) is None for name in names):
        try:
            fetch_mnist(names)
        except Exception as error:
            missing("MNIST", error)
    images, labels = (np.frombuffer(find_idx(name), dtype=np.uint8) for name in names)
    return images[16:].reshape(-1, 28, 28, 1), labels[8:]
`

const CIFAR10 = `
# --- Data: uint8 images [N, H, W, C] in the order of the original files. ---

def find_batch(name):
    base = Path(arguments.data)
    for folder in (base, base / "cifar-10-batches-py", base / "cifar-10-batches-bin"):
        for path in (folder / name, folder / (name + ".bin")):
            if path.is_file():
                return path
    return None


def read_batch(name):
    path = find_batch(name)
    if path.suffix == ".bin":
        rows = np.frombuffer(path.read_bytes(), dtype=np.uint8).reshape(-1, 3073)
        images, labels = rows[:, 1:], rows[:, 0]
    else:
        with open(path, "rb") as file:
            batch = pickle.load(file, encoding="bytes")
        images, labels = batch[b"data"], np.array(batch[b"labels"], dtype=np.uint8)
    return images.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1), labels


def fetch_cifar10():
    try:
        import torchvision
    except ImportError:
        archive = fetched("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz")
        folder = Path(arguments.data) / "cifar-10-batches-bin"
        folder.mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            for file in files:
                if file.isfile() and file.name.endswith(".bin"):
                    (folder / Path(file.name).name).write_bytes(files.extractfile(file).read())
    else:
        torchvision.datasets.CIFAR10(arguments.data, download=True)


def load(train):
    names = [f"data_batch_{i}" for i in range(1, 6)] if train else ["test_batch"]
    if any(find_batch(name) is None for name in names):
        try:
            fetch_cifar10()
        except Exception as error:
            missing("CIFAR-10", error)
    batches = [read_batch(name) for name in names]
    images, labels = (np.concatenate(parts) for parts in zip(*batches))
    return np.ascontiguousarray(images), labels
`

/** The same arithmetic as in `src/data/spirals/loader.ts`. */
const spirals = (options: OptionValues) => `
# --- Data: points [N, 1, 1, 2] on spirals, float32, drawn from the page's random numbers. ---

def load(train):
    arms, spread, turn = ${String(options['arms'])}, ${String(options['spread'])}, ${String(options['turn'])}
    count, stream = (${String(options['points'])}, Stream(1, "data", 0)) if train else (${TEST_COUNT}, Stream(1, "data", 1))
    points, labels = [], np.arange(count) % arms
    for arm in labels:
        along = stream.bits() / 2**32
        radius = 0.2 + (1 - 0.2) * along
        angle = turn * along + (2 * math.pi * int(arm)) / arms
        points.append(radius * math.cos(angle) + spread * stream.normal())
        points.append(radius * math.sin(angle) + spread * stream.normal())
    return np.array(points, dtype="<f4").reshape(-1, 1, 1, 2), labels.astype(np.uint8)
`

type Reader = (options: OptionValues, origin: UserDataOrigin | null) => string | undefined

const READERS: Readonly<Record<string, Reader>> = {
  mnist: () => SHARED + MNIST,
  cifar10: () => SHARED + CIFAR10,
  spirals,
  own: userDataSource,
}

/**
 * Source of `load(train)` for a data set; undefined where Python has no way to its files.
 * @param origin of a person's own data
 */
export function dataSource(
  { id, options }: DataChoice,
  origin: UserDataOrigin | null = null,
): string | undefined {
  return READERS[id]?.(options, origin)
}
