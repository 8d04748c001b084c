import type { DataShape, UserDataset } from '../../spec/dataset'
import type { NumberOption, OptionValues } from '../../spec/hyperparameter'
import { numberOf } from '../../spec/hyperparameter'

/** The limits are those of `userImages.ts` and of what an experiment may have. */
const size = (key: string, byDefault: number, max: number, help: string, min = 1) =>
  ({
    kind: 'number',
    key,
    default: byDefault,
    min,
    max,
    scale: 'linear',
    integer: true,
    help,
  }) as const satisfies NumberOption

const DEFAULTS: OptionValues = { classes: 10, height: 28, width: 28, channels: 1 }

function shape(options: OptionValues): DataShape {
  const value = (key: string) => numberOf(options, key)
  return {
    input: { height: value('height'), width: value('width'), channels: value('channels') },
    classNames: Array.from({ length: value('classes') }, (_, i) => String(i)),
    trainCount: value('train'),
    testCount: value('test'),
  }
}

/**
 * Images that a person brings along. The link holds what they look like and their SHA-256 (see
 * `pack.ts`), never the images: who opens it is asked for the files. Sizes are those of MNIST
 * where the link leaves them out.
 */
export const userData: UserDataset = {
  id: 'own',
  label: 'Your own data',
  description: 'Images from files of yours, read in this browser and sent nowhere.',
  origin: 'user',
  kind: 'images',
  shape,
  augmentable: false,
  optionsInline: true,
  options: [
    {
      kind: 'text',
      key: 'sha256',
      default: '',
      pattern: /^([0-9a-f]{64})?$/,
      accepts: '64 hexadecimal digits in lower case',
      help: 'Which images: the SHA-256 of their pixels and labels.',
    },
    size('classes', DEFAULTS['classes'] as number, 100, 'Classes, counted from 0.', 2),
    size('height', DEFAULTS['height'] as number, 512, 'Height of an image in pixels.'),
    size('width', DEFAULTS['width'] as number, 512, 'Width of an image in pixels.'),
    size('channels', DEFAULTS['channels'] as number, 4, 'Numbers of a pixel: 1 grey, 3 colour.'),
    size('train', 60_000, 1_000_000, 'Training images.'),
    size('test', 10_000, 1_000_000, 'Test images.'),
  ],
}
