/** The icons of the page at the sizes that systems ask for, all of them from public/favicon.svg. */

/** Behind what a system cuts to a shape of its own. The same as in the icon. */
const BACKGROUND = '#17324d'
/** A shape may cut off all but a circle of 80 %: what the icon shows has to be in there. */
const SAFE = 0.9

export const icons = [
  { file: 'any-192.png', size: 192, isWhole: false },
  { file: 'any-512.png', size: 512, isWhole: false },
  { file: 'maskable-192.png', size: 192, isWhole: true },
  { file: 'maskable-512.png', size: 512, isWhole: true },
  { file: 'apple-touch-icon.png', size: 180, isWhole: true },
]

/**
 * @param {{ size: number, isWhole: boolean }} form isWhole: filled up to its corners
 * @param {string} icon as SVG
 * @returns {string} HTML of the icon, at the corner of a page
 */
export function iconPage({ size, isWhole }, icon) {
  const inner = isWhole ? size * SAFE : size
  return `<!doctype html>
    <style>
      body { margin: 0; background: ${isWhole ? BACKGROUND : 'transparent'}; }
      div { display: grid; place-items: center; width: ${size}px; height: ${size}px; }
      svg { width: ${inner}px; height: ${inner}px; }
    </style>
    <div>${icon}</div>`
}
