const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' }

/** Height of the frame that goes without saying, in pixels. */
export const EMBED_HEIGHT = 640

/** HTML that puts charts and Train of an experiment into another page. */
export function embedCode(link: string, title: string, height = EMBED_HEIGHT): string {
  const attribute = (text: string) => text.replaceAll(/[&"<]/g, (found) => ESCAPES[found]!)
  return (
    `<iframe src="${attribute(link)}" title="${attribute(title || 'ALI-G Playground')}" ` +
    `width="100%" height="${height}" style="border:0"></iframe>`
  )
}
