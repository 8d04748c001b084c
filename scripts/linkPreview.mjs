/**
 * What messages and search engines show of a link to the page. They want whole addresses, which a
 * page for any folder of any host does not know: SITE_URL says where this build will be. Without it
 * the picture has an address relative to the page, which some of them follow.
 *
 * @param {string | undefined} site absolute address of the folder that the page will be in
 * @returns {import('vite').Plugin}
 */
export function linkPreview(site = process.env.SITE_URL) {
  return {
    name: 'link-preview',
    apply: 'build',
    transformIndexHtml: (html) => tags(html, site ? folderOf(site) : undefined),
  }
}

/** Ending in a slash, as addresses of folders do. */
function folderOf(site) {
  const address = URL.canParse(site) ? new URL(site) : undefined
  if (!address || !/^https?:$/.test(address.protocol))
    throw new Error(`SITE_URL is ${site}, and has to be an address that begins with https://.`)
  if (!address.pathname.endsWith('/')) address.pathname += '/'
  return address.href
}

function tags(html, folder) {
  const title = /<title>([^<]+)<\/title>/.exec(html)?.[1]
  const description = /name="description"\s+content="([^"]+)"/.exec(html)?.[1]
  if (!title || !description) throw new Error('The page has no title or no description.')
  const property = (property, content) => tag('meta', { property, content })
  const here = folder
    ? [property('og:url', folder), tag('link', { rel: 'canonical', href: folder })]
    : []
  return [
    property('og:type', 'website'),
    property('og:title', title),
    property('og:description', description),
    property('og:image', `${folder ?? './'}preview.png`),
    property('og:image:width', '1200'),
    property('og:image:height', '630'),
    property('og:image:alt', 'The step sizes that ALI-G chose, and the constant one of SGD'),
    tag('meta', { name: 'twitter:card', content: 'summary_large_image' }),
    ...here,
  ]
}

/** @returns {import('vite').HtmlTagDescriptor} */
const tag = (name, attrs) => ({ tag: name, attrs, injectTo: 'head' })
