import { useMemo, useSyncExternalStore } from 'react'
import { useTheme } from '../theme'
import type { Colour, Palette } from './paint'

const DARK = '(prefers-color-scheme: dark)'

function subscribe(changed: () => void): () => void {
  const query = matchMedia(DARK)
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}

/** Classes take the colours of runs, from the end of their list, which few experiments reach. */
export const CLASS_COLOURS = ['--run-6', '--run-5', '--run-4', '--run-3', '--run-2']
const NAMES = ['--surface', '--text', ...CLASS_COLOURS]

function coloursInForce(): string {
  const style = getComputedStyle(document.documentElement)
  return NAMES.map((name) => style.getPropertyValue(name).trim()).join()
}

/** "#rrggbb", or "#rgb" as a minifier writes it. */
export function parseColour(text: string): Colour {
  const digits = text.slice(1)
  const long = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const part = (i: number) => parseInt(long.slice(2 * i, 2 * i + 2), 16)
  return [part(0), part(1), part(2)]
}

/** The colours of the theme in force; a new object when it changes. */
export function usePalette(): Palette {
  useTheme()
  const colours = useSyncExternalStore(subscribe, coloursInForce)
  return useMemo(() => {
    const [surface, text, ...classes] = colours.split(',').map(parseColour)
    return { surface: surface!, text: text!, classes }
  }, [colours])
}
