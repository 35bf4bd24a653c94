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
    '!lib/deadlines/{example-history,arbitrary-requests,promises}.ts',
  ],
  ignorePatterns: ['.next', '.data', 'reports', 'e2e', 'app', 'components', 'bench'],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.stryker-tmp',
}
