import { describe } from 'vitest'
import { proveUnbroken } from './broken-backend-for-tests.ts'

const every = (_name: string, places: number): number[] => Array.from({ length: places }, (_, index) => index + 1)

describe('when the database ends a connection at any statement of it, noticed or not', () => {
  proveUnbroken(every, [0, 15])
})
