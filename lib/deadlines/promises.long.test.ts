import { promises } from './promises.ts'

promises(10_000)
