/**
 * Who may import whom: the table of rooms in ARCHITECTURE.md. `npm run lint` enforces it. The first
 * folder of a path below src/ is its room. Tests may look into any room.
 */

const TESTS = ['\\.test\\.tsx?$', '\\.fixture\\.ts$', '/testing/']
/** The part of these rooms that is plain data and open to the page. */
const SPECS = '^src/((optimizers|models|data)/(specs|[^/]+/spec)|optimizers/ownRules/[^/]+)\\.ts$'
/** Of what runs on tensors, the part that the page reads: it stays free of them. */
const PURE_SPECS =
  '^src/((optimizers|models)/(specs|defineOptimizer|[^/]+/spec)|optimizers/ownRules/[^/]+)\\.ts$'
/** Programs of the set-up that lie beside the specs they serve. */
const SOURCES = '^src/data/[^/]+/source(\\.slow)?(\\.test)?\\.mjs$'
const WORKERS = '^src/worker/[^/]+\\.worker\\.ts$'

const room = (...names) => `^src/(${names.join('|')})/`
const file = (path) => `^src/${path}\\.tsx?$`

/**
 * - `from`: the files of a room
 * - `but`: files in there that have a row of their own
 * - `may`: what they may import of src/
 */
const rooms = [
  { name: 'spec', from: room('spec'), may: [room('spec'), file('rules/types')] },
  { name: 'rules', from: room('rules'), may: [room('rules', 'spec')] },
  { name: 'random', from: room('random'), may: [room('random')] },
  { name: 'charts', from: room('charts'), may: [room('charts')] },
  {
    name: 'optimizers',
    from: room('optimizers'),
    but: PURE_SPECS,
    may: [room('optimizers', 'rules', 'spec')],
  },
  {
    name: 'models',
    from: room('models'),
    but: PURE_SPECS,
    may: [room('models', 'spec', 'random')],
  },
  { name: 'pure-specs', from: PURE_SPECS, may: [PURE_SPECS, room('spec', 'rules')] },
  { name: 'data', from: room('data'), may: [room('data', 'spec', 'random')] },
  {
    name: 'experiment',
    from: room('experiment'),
    may: [room('experiment', 'spec', 'rules'), SPECS],
  },
  {
    name: 'engine',
    from: room('engine'),
    may: [
      room('engine', 'spec', 'rules', 'random', 'optimizers', 'models', 'data', 'experiment'),
      file('worker/protocol'),
    ],
  },
  {
    name: 'workers',
    from: WORKERS,
    may: [
      room('worker', 'spec', 'experiment', 'engine', 'data/userData'),
      file('data/shards(Client|Service|Messages)'),
      file('state/import/(fileText|importFile|packedImport)'),
    ],
  },
  {
    name: 'worker-client',
    from: room('worker'),
    but: WORKERS,
    may: [room('worker', 'spec', 'experiment')],
  },
  { name: 'offline', from: room('offline'), may: [room('offline')] },
  {
    name: 'state',
    from: room('state'),
    may: [
      room('state', 'spec', 'rules', 'experiment'),
      SPECS,
      file('worker/(client|fileReader|protocol|userDataReader)'),
      file('offline/(openTabs|register|stored)'),
    ],
  },
  {
    name: 'ui',
    from: room('ui'),
    may: [room('ui', 'spec', 'rules', 'experiment', 'state', 'charts'), SPECS],
  },
  {
    name: 'entry',
    from: file('[^/]+'),
    may: [
      room('experiment', 'state', 'ui'),
      file('[^/]+'),
      file('worker/client'),
      file('charts/fetchPlot'),
    ],
  },
]

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'No module depends on itself, by types neither: each can be read by itself.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...rooms.map(({ name, from, but, may }) => ({
      name: `room-${name}`,
      comment: 'A room imports only what the table in ARCHITECTURE.md allows it.',
      severity: 'error',
      from: { path: from, pathNot: [...TESTS, ...(but ? [but] : [])] },
      to: { path: '^src/', pathNot: may },
    })),
    {
      name: 'tensors-in-the-worker',
      comment: 'Only the engine and the rules and models it runs may load TensorFlow.js.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          ...TESTS,
          room('engine'),
          `(?!${PURE_SPECS})${room('optimizers', 'models')}`,
          WORKERS,
        ],
      },
      to: {
        path: '(^|node_modules/)@tensorflow/',
        dependencyTypesNot: ['type-only', 'type-import'],
      },
    },
    {
      name: 'page-without-tools',
      comment: 'The page must not depend on tools and tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...TESTS, SOURCES] },
      to: { path: '^(scripts|e2e|bench|fixtures)/' },
    },
    {
      name: 'page-without-sources',
      comment: 'Where the set-up has the data from is no part of the page.',
      severity: 'error',
      from: { path: '^src/', pathNot: [...TESTS, SOURCES] },
      to: { path: '^src/data/[^/]+/source\\.mjs$' },
    },
    {
      name: 'nothing-loose',
      comment:
        'Files of these rooms are in a folder of their subject; only an index and types are not.',
      severity: 'error',
      from: {},
      to: { path: '^src/(engine|state)/[^/]+$', pathNot: ['/(index|types)\\.ts$', ...TESTS] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
}
