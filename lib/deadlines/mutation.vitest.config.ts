import { defineConfig } from 'vitest/config'

/** The examples of the law alone, for mutation testing (stryker.config.mjs). */
export default defineConfig({ test: { include: ['lib/deadlines/{weighty-,}examples-for-tests.ts'] } })
