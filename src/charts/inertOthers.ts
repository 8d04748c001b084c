/**
 * Takes everything but one element out of reach of keyboard, pointer and screen reader: the
 * siblings of the element and of all that it lies in. Dialogs are left alone, since they may open
 * over it.
 * @returns puts it back as it was
 */
export function inertOthers(element: Element): () => void {
  const changed: Element[] = []
  for (let inner: Element | null = element; inner?.parentElement; inner = inner.parentElement) {
    for (const other of inner.parentElement.children) {
      if (other === inner || other.tagName === 'DIALOG' || other.hasAttribute('inert')) continue
      other.setAttribute('inert', '')
      changed.push(other)
    }
    if (inner.parentElement === document.body) break
  }
  return () => changed.forEach((other) => other.removeAttribute('inert'))
}
