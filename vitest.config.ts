import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const lib = {
  environment: 'node' as const,
  // Many times what a test takes: a machine that does other work as well ends none of them, and one that hangs is still ended.
  testTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } },
  hookTimeout: 120_000,
  globalSetup: ['lib/db/test-cluster.ts'],
}

/** `unit` needs npm alone; `tools` needs Debian's programs; `long` holds the long forms of seeded tests. */
export default defineConfig({
  test: {
    // vitest leaves one core free by itself. Most tests wait for a database, another process or a clock, so one more than there are cores is told.
    maxWorkers: availableParallelism() + 1,
    // Tests end the database's backends on purpose (57P01): a pool that is told so after its test has ended is no fault of any test.
    onUnhandledError: fault => ('code' in fault && fault.code === '57P01' ? false : undefined),
    projects: [
      {
        test: {
          ...lib,
          name: 'unit',
          // Files of one worker share what they import, which costs as much as running them; each opens and leaves a house of its own.
          isolate: false,
          include: ['lib/**/*.test.ts'],
          exclude: ['**/*.tools.test.ts', '**/*.long.test.ts'],
        },
      },
      { test: { ...lib, name: 'tools', include: ['lib/**/*.tools.test.ts'] } },
      { test: { ...lib, name: 'long', include: ['lib/**/*.long.test.ts'], testTimeout: 1_800_000 } },
    ],
  },
})
