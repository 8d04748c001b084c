/** What is said where a chart cannot become a file. */
import { notify } from '../state/store/notify'

/** The code that draws files did not come, or failed. */
export function saidUnloaded(error: unknown): void {
  console.error(error)
  notify(
    'warning',
    'The chart could not be drawn for a file. Check the connection, then reload the page; what ' +
      'has been trained comes back.',
  )
}

/** The text of an SVG; null, with a notice, where there is none. */
export async function saidWhenLost(svg: Promise<string | null>): Promise<string | null> {
  const text = await svg.catch(saidUnloaded)
  if (text === null)
    notify('info', 'There is nothing in the charts to export yet. Press Train, or show a chart.')
  return text ?? null
}

/** The picture; null, with a notice, where the browser makes none. */
export async function saidWithoutPng(png: Promise<Blob | null>): Promise<Blob | null> {
  const blob = await png.catch(() => null)
  if (!blob) notify('warning', 'This browser could not make a PNG. The SVG holds the same picture.')
  return blob
}
