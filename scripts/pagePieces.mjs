/**
 * The pieces in which the page is loaded at first: chunks in which `src/main.tsx` asks for them, and how
 * it lets the browser load all of them at once.
 */
import { fromRoot } from './setup/paths.mjs'

/** What asks for the pieces, and is named by index.html. */
const ENTRY = 'src/main.tsx'

/** In the order in which they are asked for: name of the chunk, path of the module. */
const PIECES = {
  rules: 'src/readFirstRules.ts',
  store: 'src/state/store/store.ts',
  start: 'src/start.ts',
  react: 'node_modules/react-dom/client.js',
  page: 'src/page.tsx',
}

/**
 * One chunk for each piece: what it imports and no earlier one has, so that none needs a later one. Left
 * to itself the bundler makes a chunk of whatever two parts of the page share, dozens of them, each of
 * them a request.
 * @returns {import('vite').Rolldown.CodeSplittingGroup}
 */
export function pieceChunks() {
  /** @type {Map<string, string | undefined> | undefined} */
  let chunks
  return {
    name: (id, context) => {
      chunks ??= chunksOf((one) => context.getModuleInfo(one)?.importedIds ?? [])
      return chunks.get(id)
    },
    includeDependenciesRecursively: false,
  }
}

function chunksOf(importsOf) {
  const chunks = new Map()
  // What the entry imports stays with it.
  for (const [name, path] of [[undefined, ENTRY], ...Object.entries(PIECES)]) {
    const reached = [fromRoot(path)]
    // A list that grows while it is gone through is gone through to its new end.
    for (const id of reached) {
      if (chunks.has(id)) continue
      chunks.set(id, name)
      reached.push(...importsOf(id))
    }
  }
  return chunks
}

const OPENING = '<script src="./opening.js"></script>'

/**
 * Puts the script that waits before the first picture behind everything else in the head: with a policy
 * in the page, browsers look no further than to the first such script while they wait for it, and would
 * ask for the styles a whole way over the line later.
 * @returns {import('vite').Plugin}
 */
export function openingLast() {
  return {
    name: 'opening-last',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => {
        if (!html.includes(OPENING)) throw new Error(`index.html has no ${OPENING}.`)
        return html.replace(OPENING, '').replace('</head>', `  ${OPENING}\n  </head>`)
      },
    },
  }
}

/**
 * Names the pieces in a template of the page: links in it load nothing. The entry puts them into the
 * page when the first picture has been painted (`src/loadAhead.ts`), so that no script shares a slow line
 * with what that picture needs, and all pieces are on their way at once from then on.
 * @returns {import('vite').Plugin}
 */
export function piecesAhead() {
  return {
    name: 'pieces-ahead',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((one) => one.type === 'chunk')
        const files = Object.values(PIECES).map((path) => {
          const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(fromRoot(path)))
          if (!chunk) throw new Error(`The build has no chunk of ${path} to load ahead.`)
          return chunk.fileName
        })
        const children = files.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        }))
        return [{ tag: 'template', attrs: { id: 'ahead' }, children, injectTo: 'head' }]
      },
    },
  }
}
