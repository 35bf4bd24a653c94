import { writeFileSync } from 'node:fs'
import { rulesPage } from '#lib/deadlines/rules-page.ts'

/** Writes docs/rules.md from the rules; a test fails while the page is not what the rules say. */
writeFileSync(new URL('../../docs/rules.md', import.meta.url), rulesPage())
