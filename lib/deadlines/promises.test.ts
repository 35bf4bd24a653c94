import { promises } from './promises.ts'

promises(300)
