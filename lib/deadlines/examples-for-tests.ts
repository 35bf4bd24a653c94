import { readdirSync } from 'node:fs'
import { loadExamples } from './load-examples-for-tests.ts'

/**
 * Not here: examples with a large library in tow (weighty-examples-for-tests.ts), promises over generated histories, and a walk through
 * every zone. A mutant must be caught by an example that a person can read.
 */
const elsewhere = /^(holidays|describe-steps|promises|every-zone)\b/

/**
 * The examples of the law as one file, for mutation testing: each mutant is tried in a law loaded afresh, which takes longer than the
 * examples do; so it is loaded once for all of them.
 */
const here = readdirSync(new URL('.', import.meta.url)).filter(name => name.endsWith('.test.ts'))
await loadExamples(here.filter(name => !elsewhere.test(name)).sort())
