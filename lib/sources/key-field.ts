import { z } from 'zod'

/** What a source is called in addresses, jobs and the history. */
export const keyField = z.string({ error: 'source.key' }).regex(/^[a-z0-9][a-z0-9_-]{0,40}$/, 'source.key')
