/**
 * The arrows of the house (README, "The map"): which room may import which. A forbidden arrow or a cycle fails `npm run check`.
 * `metadata` and `engine` are pure: of npm they may import only the packages listed in PURE.
 */
const PURE = [
  'bpmn-moddle',
  'dmn-moddle',
  'camunda-bpmn-moddle',
  'zeebe-bpmn-moddle',
  'moddle',
  'decimal\\.js',
  're2js',
  'saxen',
  'yaml',
  'luxon',
  'croner',
  '@bpmn-io/lezer-feel',
  '@lezer/[a-z]+',
  'quickjs-emscripten-core',
].join('|');

/** The floors of runtime/server, high to low. A floor may import itself and the floors below it. */
const CAPABILITIES = [
  'tasks',
  'automation',
  'publish',
  'documents',
  'messages',
  'imports',
  'reports',
  'search',
  'files',
  'operations',
  'events',
  'upkeep',
  'demo',
  'attachments',
  'notes',
  'notices',
  'people',
  'deployments',
  'webhooks',
  'audit',
];
const LADDER = [
  ['http', 'jobs', 'plugins'],
  CAPABILITIES,
  ['scripts'],
  ['processes'],
  ['records'],
  ['auth'],
  ['model'],
  ['outbound'],
  ['store'],
  ['db'],
];
const SERVER = '^runtime/server/';
const floorPath = (floor) => `${SERVER}(${floor.join('|')})/`;

const ladderRules = LADDER.map((floor, index) => ({
  name: `ladder-${floor[0]}`,
  comment: `runtime/server/${floor.join(', ')} may not import a higher floor`,
  severity: 'error',
  from: { path: floorPath(floor) },
  to: { path: floorPath(LADDER.slice(0, index).flat().concat('-none-')) },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'pure-rooms-know-nothing-outside',
      comment: 'metadata and engine: no Node, no DOM, no server, no apps',
      severity: 'error',
      from: { path: '^(metadata|engine)/' },
      to: { path: '^(runtime|designer|plugins|tests)/' },
    },
    {
      name: 'pure-rooms-no-node',
      severity: 'error',
      from: { path: '^(metadata|engine)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-rooms-packages',
      comment: 'of npm, the pure rooms may import only the list in PURE (DECISIONS 14)',
      severity: 'error',
      from: { path: '^(metadata|engine)/' },
      to: { path: 'node_modules/', pathNot: `node_modules/(${PURE})/` },
    },
    {
      name: 'metadata-knows-only-itself',
      severity: 'error',
      from: { path: '^metadata/' },
      to: { path: '^engine/' },
    },
    {
      name: 'engine-uses-doors-of-metadata',
      severity: 'error',
      from: { path: '^engine/' },
      to: {
        path: '^metadata/',
        pathNot: '^metadata/(expression|value|value-json|failures|said|calendar)\\.ts$',
      },
    },
    {
      name: 'doors-of-metadata',
      comment: 'other rooms come in by the first-level files of metadata; its folders are private',
      severity: 'error',
      from: { pathNot: '^(metadata|tests)/' },
      to: { path: '^metadata/[^/]+/', pathNot: '^metadata/schemas/' },
    },
    {
      name: 'doors-of-engine',
      severity: 'error',
      from: { pathNot: '^(engine|tests)/' },
      to: { path: '^engine/[^/]+/' },
    },
    {
      name: 'api-is-isomorphic',
      severity: 'error',
      from: { path: '^runtime/api/' },
      to: { path: '^(runtime/(server|ui|workspace|cli)|designer|plugins)/' },
    },
    {
      name: 'server-knows-no-app',
      severity: 'error',
      from: { path: '^runtime/server/' },
      to: { path: '^(runtime/(ui|workspace|cli)|designer)/' },
    },
    {
      name: 'ui-stands-on-metadata-and-api',
      severity: 'error',
      from: { path: '^runtime/ui/' },
      to: { path: '^(runtime/(server|workspace|cli)|designer|engine|plugins)/' },
    },
    {
      name: 'workspace-arrows',
      severity: 'error',
      from: { path: '^runtime/workspace/' },
      to: { path: '^(runtime/(server|cli)|designer|engine)/' },
    },
    {
      name: 'designer-arrows',
      severity: 'error',
      from: { path: '^designer/' },
      to: { path: '^(runtime/(server|workspace|cli))/' },
    },
    {
      name: 'workspace-features-apart',
      comment:
        'a feature (folder) of the workspace never imports another; what two need goes to runtime/ui; app/ puts them together',
      severity: 'error',
      from: { path: '^runtime/workspace/([^/]+)/', pathNot: '^runtime/workspace/app/' },
      to: { path: '^runtime/workspace/[^/]+/', pathNot: '^runtime/workspace/$1/' },
    },
    {
      name: 'designer-features-apart',
      comment: 'the same in the designer; draft/ and kit/ are what every feature stands on',
      severity: 'error',
      from: { path: '^designer/([^/]+)/', pathNot: '^designer/app/' },
      to: { path: '^designer/[^/]+/', pathNot: '^designer/($1|draft|kit)/' },
    },
    {
      name: 'plugins-by-the-door',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: '^(runtime/(workspace|cli)|designer|engine)/' },
    },
    {
      name: 'plugins-never-the-server',
      severity: 'error',
      from: { path: '^plugins/' },
      to: { path: '^runtime/server/', pathNot: '^runtime/server/plugin\\.ts$' },
    },
    {
      name: 'plugins-apart',
      severity: 'error',
      from: { path: '^plugins/([^/]+)/' },
      to: { path: '^plugins/', pathNot: '^plugins/$1/' },
    },
    {
      name: 'nobody-imports-tests',
      severity: 'error',
      from: { pathNot: '^tests/' },
      to: { path: '^tests/' },
    },
    {
      name: 'only-db-and-store-know-pg',
      severity: 'error',
      from: { path: '^runtime/', pathNot: '^runtime/(server/(db|store)|cli)/' },
      to: { path: 'node_modules/(pg|knex)/', dependencyTypesNot: ['type-only'] },
    },
    ...ladderRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|\\.generated\\.ts$)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
