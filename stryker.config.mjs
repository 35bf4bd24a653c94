/**
 * Mutation testing of the law: every date the portal gives comes from lib/deadlines. The promises over generated
 * histories stay out: a mutant must be caught by an example a person can read.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'vitest',
  // TypeScript 7 has no API to rewrite a tsconfig with, and nothing here needs one rewritten.
  tsconfigFile: 'none.json',
  vitest: { configFile: 'lib/deadlines/mutation.vitest.config.ts' },
  mutate: [
    'lib/deadlines/*.ts',
    '!lib/deadlines/*.test.ts',
    '!lib/deadlines/*.config.ts',
    '!lib/deadlines/*-for-tests.ts',
  ],
  ignorePatterns: ['.next', '.data', 'reports', 'e2e', 'app', 'components', 'bench'],
  coverageAnalysis: 'perTest',
  // What is built while a file loads (schemas, tables) needs a fresh process each: an hour instead of eight minutes.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.stryker-tmp',
}
