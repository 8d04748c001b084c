/**
 * Where a pointer is, in the pixels in which an element is laid out: in the lecture mode charts are
 * drawn larger than that.
 */
export function pointIn(
  element: HTMLElement,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect()
  const larger = element.offsetWidth > 0 ? box.width / element.offsetWidth : 1
  return { x: (clientX - box.left) / larger, y: (clientY - box.top) / larger }
}
