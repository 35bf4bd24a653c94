import { promises } from './promises-for-tests.ts'

promises(300)
