/**
 * Absolute address of the folder that the page was loaded from, as the training worker sees it:
 * a built worker lies in `assets/` below that folder, the dev server has its root there.
 */
export function pageFolder(workerUrl = self.location.href, isDev = import.meta.env.DEV): string {
  return new URL(isDev ? '/' : '../', workerUrl).href
}
