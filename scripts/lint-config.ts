// The import rules of docs/architecture.md as linter rules, one block a floor. `.oxlintrc.json` is made from this file
// by `npm run docs` because the patterns repeat; a test plants forbidden imports and sees each refused.
const floors = 'shared|electron|renderer|backend|demo|tests|scripts';
/** A relative path must not leave its floor: other floors are named by their `#floor/` alias. */
const noEscape = {
  regex: `^(\\.\\./)+(${floors})/`,
  message: 'Name another floor by its alias (#shared/…, #host/…), never by a relative path.',
};
/**
 * Pure floors: no other floor, no Node, and no package but zod, temporal-polyfill, libphonenumber-js and jsonc-parser. The linter's
 * regular expressions have no look-ahead, so "any package but these" is spelled out letter by letter.
 */
interface Pattern {
  regex: string;
  message: string;
}
const pure = (message: string, floorsBelow: string): Pattern => ({
  regex: `^(node:.*|#(?:${floorsBelow})/.*|[a-ikm-su-y@].*|j[^s].*|l[^i].*|t[^e].*|z[^o].*)$`,
  message,
});
const never = (list: readonly string[], message: string): Pattern => ({
  regex: `^(${list.join('|')})$`,
  message,
});
const restrict = (...patterns: Pattern[]) => ({
  'no-restricted-imports': ['error', { patterns: [noEscape, ...patterns] }],
});
const globals = (names: readonly string[], message: string) => ({
  'no-restricted-globals': ['error', ...names.map((name) => ({ name, message }))],
});

export const overrides = [
  {
    files: ['shared/domain/**'],
    rules: {
      ...restrict(
        pure(
          'shared/domain imports itself and listed pure libraries only.',
          'shared/contract|shared/protocol|host|desk|shell|preview|renderer|backend|demo|tests',
        ),
        { regex: '^(\\.\\./)+(contract|protocol)/', message: 'shared/domain is the lowest floor.' },
      ),
      ...globals(
        [
          'process',
          'window',
          'document',
          'fetch',
          'setTimeout',
          'setInterval',
          'crypto',
          'performance',
          'Buffer',
        ],
        'shared/domain is pure: time, randomness and I/O come in as arguments.',
      ),
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
        { object: 'Math', property: 'random', message: 'Randomness comes in as an argument.' },
      ],
    },
  },
  {
    files: ['shared/contract/**', 'shared/protocol/**'],
    rules: restrict(
      pure(
        'Contract and protocol import the domain only.',
        'host|desk|shell|preview|renderer|backend|demo|tests',
      ),
    ),
  },
  {
    files: ['electron/main.ts', 'electron/preload.ts', 'electron/shell/**'],
    rules: restrict(
      never(
        [
          '#desk/.*',
          '#renderer/.*',
          '#backend/.*',
          '#demo/.*',
          '#preview/.*',
          '\\.\\./desk/.*',
          './desk/.*',
          'better-sqlite3',
          'pg',
          'fastify',
        ],
        'The shell imports electron, host and contract: no desk, no database.',
      ),
    ),
  },
  {
    files: ['electron/host/**'],
    rules: restrict(
      never(
        [
          'electron',
          '#shared/contract/.*',
          '#shared/protocol/.*',
          '#(?:desk|shell|preview|renderer|backend|demo)/.*',
          'react',
          'better-sqlite3',
        ],
        'The host interface imports the domain only.',
      ),
    ),
  },
  {
    files: ['electron/desk/**'],
    rules: restrict(
      never(
        [
          'electron',
          '#shell/.*',
          '#renderer/.*',
          '#backend/.*',
          '#demo/.*',
          '#preview/.*',
          'react',
          'react-dom',
          '(\\.\\./)+(shell|preview|host)/.*',
        ],
        'The desk imports shared, host, Node and libraries: never electron, a page, the backend or the demo.',
      ),
    ),
  },
  {
    files: ['electron/preview/**'],
    rules: restrict(
      never(
        [
          'electron',
          '#shell/.*',
          '#renderer/.*',
          '#backend/.*',
          '#demo/.*',
          '#desk/.*',
          'better-sqlite3',
          '(\\.\\./)+(shell|desk|host)/.*',
        ],
        'The preview imports host and contract: its desk is a child process.',
      ),
    ),
  },
  {
    files: ['renderer/**'],
    rules: {
      ...restrict(
        never(
          [
            'electron',
            'node:.*',
            '#shell/.*',
            '#desk/.*',
            '#host/.*',
            '#preview/.*',
            '#backend/.*',
            '#demo/.*',
            'better-sqlite3',
            'pg',
            'fastify',
            'ws',
          ],
          'Pages import shared and UI libraries only: no Node, no electron.',
        ),
      ),
      'react/jsx-no-literals': [
        'error',
        {
          noStrings: true,
          ignoreProps: true,
          allowedStrings: ['·', '→', '–', '“', '”', ':', ' ', '/', '…', '+', '×', '(', ')', ','],
        },
      ],
      'react/rules-of-hooks': 'error',
      'react/exhaustive-deps': 'error',
      'react/no-danger': 'error',
    },
  },
  {
    files: ['renderer/phone/**'],
    rules: restrict(
      never(
        [
          'electron',
          'node:.*',
          '#shell/.*',
          '#desk/.*',
          '#host/.*',
          '#preview/.*',
          '#backend/.*',
          '#demo/.*',
          '#shared/domain/patient/.*',
          '(\\.\\./)+patient/.*',
        ],
        'The phone page never sees names or numbers of patients.',
      ),
    ),
  },
  {
    files: ['backend/**'],
    rules: restrict(
      never(
        [
          'electron',
          '#shell/.*',
          '#desk/.*',
          '#host/.*',
          '#preview/.*',
          '#renderer/.*',
          '#demo/.*',
          'react',
          'better-sqlite3',
        ],
        'The backend imports shared only.',
      ),
    ),
  },
  {
    files: ['demo/**'],
    rules: restrict(
      never(
        ['electron', '#shell/.*', '#desk/.*', '#renderer/.*', '#preview/.*'],
        'The demo imports shared and the backend’s start function.',
      ),
    ),
  },
  // Tests may look at anything; scripts, benches and the demo's start-up speak on the terminal.
  {
    files: ['**/*.test.ts', '**/*.test.tsx', 'tests/**'],
    rules: {
      'no-restricted-imports': 'off',
      'no-restricted-globals': 'off',
      'no-restricted-properties': 'off',
      'react/jsx-no-literals': 'off',
    },
  },
  { files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
];

export const config = {
  $schema: './node_modules/oxlint/configuration_schema.json',
  plugins: ['typescript', 'react', 'import', 'unicorn', 'oxc'],
  categories: { correctness: 'error' },
  rules: {
    'no-console': 'error',
    'no-eval': 'error',
    eqeqeq: 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/ban-ts-comment': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    'max-lines': ['error', { max: 400 }],
  },
  ignorePatterns: ['dist', '.dist-*', 'node_modules', 'data/**/*.json'],
  overrides,
};
