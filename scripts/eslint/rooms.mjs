/**
 * Who may import whom (ARCHITECTURE.md), as ESLint configurations. One entry per kind of file;
 * the first part of a path below src/ is its room. Tests may look into any room.
 */

const ROOMS = [
  'spec',
  'random',
  'optimizers',
  'models',
  'data',
  'experiment',
  'engine',
  'worker',
  'state',
  'charts',
  'ui',
]
/** The part of these rooms that is plain data and open to the page. */
const SPECS_ONLY = '(specs|[^/]+/spec)$'
const specLists = { optimizers: SPECS_ONLY, models: SPECS_ONLY, data: SPECS_ONLY }

/**
 * - `may`: rooms besides the file's own; a string narrows it to the paths below it that match
 * - `tfjs`: may import values from TensorFlow.js
 */
const table = [
  { files: ['src/spec/**'], may: {} },
  { files: ['src/random/**'], may: {} },
  { files: ['src/charts/**'], may: {} },
  ...['optimizers', 'models'].flatMap((room) => [
    {
      files: [`src/${room}/**`],
      ignores: [`src/${room}/specs.ts`, `src/${room}/*/spec.ts`],
      may: { spec: true, random: true },
      tfjs: true,
    },
    { files: [`src/${room}/specs.ts`, `src/${room}/*/spec.ts`], may: { spec: true } },
  ]),
  { files: ['src/data/**'], may: { spec: true, random: true } },
  { files: ['src/experiment/**'], may: { spec: true, ...specLists } },
  {
    files: ['src/engine/**'],
    may: {
      spec: true,
      random: true,
      optimizers: true,
      models: true,
      data: true,
      experiment: true,
      worker: 'protocol$',
    },
    tfjs: true,
  },
  {
    files: ['src/worker/*.worker.ts'],
    may: {
      spec: true,
      experiment: true,
      engine: true,
      data: 'userData/',
      state: 'import/(fileText|importFile|packedImport)$',
    },
    tfjs: true,
  },
  {
    files: ['src/worker/**'],
    ignores: ['src/worker/*.worker.ts'],
    may: { spec: true, experiment: true },
  },
  {
    files: ['src/state/**'],
    may: {
      spec: true,
      experiment: true,
      worker: '(client|fileReader|protocol|userDataReader)$',
      ...specLists,
    },
  },
  {
    files: ['src/ui/**'],
    may: { spec: true, experiment: true, state: true, charts: true, ...specLists },
  },
  {
    files: ['src/*.{ts,tsx}'],
    may: { experiment: true, state: true, ui: true, worker: 'client$' },
  },
]

const tests = ['src/**/*.test.{ts,tsx}', 'src/**/*.fixture.ts', 'src/**/testing/**']

const tensorFlow = {
  regex: '^@tensorflow/',
  allowTypeImports: true,
  message: 'Only the engine and the rules and models it runs may load TensorFlow.js.',
}
const outside = {
  regex: '^(\\.\\./)+(scripts|e2e|bench|fixtures)/',
  message: 'The page must not depend on tools and tests.',
}

function closedRooms(files, may) {
  // A folder beside a file may be called like a room; only files directly in src/ see rooms there.
  const above = files.some((glob) => glob.startsWith('src/*')) ? '\\./' : '(\\.\\./)+'
  return ROOMS.filter((room) => may[room] !== true && !isOwn(room, files)).map((room) => {
    const open = may[room]
    const rest = open ? `/(?!${open})` : '(/|$)'
    return {
      regex: `^(${above})${room}${rest}`,
      message: `This room must not import ${open ? 'that part of ' : ''}src/${room} (ARCHITECTURE.md).`,
    }
  })
}

const isOwn = (room, files) => files.some((glob) => glob.startsWith(`src/${room}/`))

export const rooms = table.map(({ files, ignores = [], may, tfjs = false }) => ({
  files,
  ignores: [...ignores, ...tests],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: [...closedRooms(files, may), ...(tfjs ? [] : [tensorFlow]), outside] },
    ],
  },
}))
