import { loadExamples } from './load-examples-for-tests.ts'

/** Examples that bring a large library along: every holiday of the world, the messages of every page. */
await loadExamples(['holidays.test.ts', 'describe-steps.test.ts'])
