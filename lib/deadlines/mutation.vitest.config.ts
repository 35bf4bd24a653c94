import { defineConfig } from 'vitest/config'

/** The examples of the law alone, for mutation testing (stryker.config.mjs). */
export default defineConfig({
  test: {
    include: ['lib/deadlines/**/*.test.ts'],
    exclude: ['**/*.long.test.ts', '**/promises.test.ts', '**/every-zone.test.ts'],
  },
})
