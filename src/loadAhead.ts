/**
 * Lets the browser load what index.html names for the moment after the first picture
 * (`scripts/pagePieces.mjs`), all at once; in development nothing is named.
 */
export function loadAhead(): void {
  const ahead = document.querySelector<HTMLTemplateElement>('template#ahead')
  if (ahead) document.head.append(ahead.content)
}
