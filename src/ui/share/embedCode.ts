const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' }

/** HTML that puts charts and Train of an experiment into another page. */
export function embedCode(link: string, title: string): string {
  const attribute = (text: string) => text.replaceAll(/[&"<]/g, (found) => ESCAPES[found]!)
  return (
    `<iframe src="${attribute(link)}" title="${attribute(title || 'ALI-G Playground')}" ` +
    'width="100%" height="640" style="border:0"></iframe>'
  )
}
