/** The colours that custom properties of theme.css stand for. */

/** `page`: as the page has it now. */
export type FileTheme = 'page' | 'light' | 'dark'

/** @returns the value of a custom property in that theme, by its name */
export function themeColors(theme: FileTheme): (property: string) => string {
  const root = document.documentElement
  const found = new Map<string, string>()
  return (property) => {
    const known = found.get(property)
    if (known !== undefined) return known
    // The theme is put on the page, read and taken off before anything is painted.
    const before = root.dataset.theme
    if (theme !== 'page') root.dataset.theme = theme
    const value = getComputedStyle(root).getPropertyValue(property).trim()
    if (before === undefined) delete root.dataset.theme
    else root.dataset.theme = before
    found.set(property, value || 'currentColor')
    return value || 'currentColor'
  }
}
