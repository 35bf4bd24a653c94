import { defineConfig } from 'vitest/config'

const lib = {
  environment: 'node' as const,
  testTimeout: 30_000,
  hookTimeout: 120_000,
  globalSetup: ['lib/db/test-cluster.ts'],
}

/** `unit` needs npm alone; `tools` needs Debian's programs; `long` holds the long forms of seeded tests. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...lib,
          name: 'unit',
          include: ['lib/**/*.test.ts'],
          exclude: ['**/*.tools.test.ts', '**/*.long.test.ts'],
        },
      },
      { test: { ...lib, name: 'tools', include: ['lib/**/*.tools.test.ts'] } },
      { test: { ...lib, name: 'long', include: ['lib/**/*.long.test.ts'], testTimeout: 1_800_000 } },
    ],
  },
})
