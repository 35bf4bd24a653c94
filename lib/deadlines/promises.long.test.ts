import { promises } from './promises-for-tests.ts'

promises(10_000)
