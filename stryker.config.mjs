/**
 * Mutation testing of the law: every date the portal gives comes from lib/deadlines. What is built while a file loads (schemas, tables)
 * is mutated too, which needs the law loaded afresh for each mutant: lib/deadlines/examples-for-tests.ts makes that a second.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  testRunner: 'vitest',
  // TypeScript 7 has no API to rewrite a tsconfig with, and nothing here needs one rewritten.
  tsconfigFile: 'none.json',
  // The one file of examples finds the others by itself, so nothing can be read off its imports.
  vitest: { configFile: 'lib/deadlines/mutation.vitest.config.ts', related: false },
  mutate: [
    'lib/deadlines/*.ts',
    '!lib/deadlines/*.test.ts',
    '!lib/deadlines/*.config.ts',
    '!lib/deadlines/*-for-tests.ts',
  ],
  ignorePatterns: ['.next', '.data', 'reports', 'e2e', 'app', 'components', 'bench'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.stryker-tmp',
}
