/** What a link may hold beside the experiment: view settings, and keys without a meaning here. */
import type { Experiment } from '../experiment'
import { extraSize, MAX_EXTRA } from '../limits'
import { isOptionKey, isViewKey } from '../linkKeys'
import { listed, quoted } from '../text'
import { tidiedView } from '../viewKeys'
import type { Notices } from './notices'
import type { ParamBag } from './paramBag'
import { decodeText } from './params'

const VIEW = 'view.'
const MAX_LISTED = 5

/** Takes pairs while their characters stay within the limit. */
function withinLimit(pairs: readonly (readonly [string, string])[]) {
  let room = MAX_EXTRA
  return pairs.filter((pair) => {
    const fits = extraSize(pair) <= room
    if (fits) room -= extraSize(pair)
    return fits
  })
}

const quotedList = (keys: readonly string[]) => {
  const shown = [...new Set(keys)].map(quoted)
  const more = shown.length - MAX_LISTED
  return listed(more > 0 ? [...shown.slice(0, MAX_LISTED), `${more} more`] : shown)
}

/** The `view.*` settings. They are read by the charts; here they are only text. */
export function readView(bag: ParamBag, notices: Notices): Experiment['view'] {
  const pairs = bag
    .keys()
    .filter((key) => key.startsWith(VIEW) && isViewKey(key.slice(VIEW.length)))
    .map((key) => [key.slice(VIEW.length), bag.take(key) ?? ''] as const)
    .map(([key, text]) => [key, tidiedView(key, text)] as const)
  const kept = withinLimit(pairs)
  if (kept.length < pairs.length) {
    notices.add(
      `The link's view settings are longer than ${MAX_EXTRA} characters; some are left out.`,
    )
  }
  return Object.fromEntries(kept)
}

/** Options that belong to another data set or model than the chosen ones. */
export function dropMisplaced(bag: ParamBag, data: string, model: string, notices: Notices): void {
  for (const key of bag.keys().filter(isOptionKey)) {
    bag.takeAll(key)
    notices.add(
      `${quoted(key)} does not apply to the data set ${data} with the model ${model}; ` +
        `it is left out.`,
    )
  }
}

/** All that is left over, kept as it is so that a newer version finds it again. */
export function readUnknown(bag: ParamBag, notices: Notices): Experiment['unknown'] {
  const pairs = bag.rest().map(({ key, raw }) => [key, decodeText(raw)] as const)
  const kept = withinLimit(pairs)
  const keys = pairs.map(([key]) => key)
  if (keys.length > 0) {
    notices.add(
      `This version of the playground gives no meaning to ${quotedList(keys)} in the link` +
        (kept.length < pairs.length
          ? `; what goes beyond ${MAX_EXTRA} characters of it is left out.`
          : '; it is kept but changes nothing.'),
    )
  }
  return kept
}
