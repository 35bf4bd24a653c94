import { z } from 'zod'

/** The token of a link, and where it was pressed from: what every verb of an owner begins with. */
export const linkFields = { token: z.string().max(200), origin: z.string() }
