import { z } from 'zod'
import { timelinesses } from '#lib/requests/audit-filter.ts'
import { outcomes, rights, statuses } from '#lib/requests/status.ts'
import { tableNames } from './population.ts'

export const populationSchema = 'dossier-population/1'

const count = z.int().nonnegative()
const days = z.number().nonnegative().nullable()

const figures = z.strictObject({
  ...{
    received: count,
    answered: count,
    refused: count,
    withdrawn: count,
    inTime: count,
    late: count,
    extended: count,
  },
  ...{ medianDays: days, meanDays: days },
})

/** Which requests were asked for; a filter that is left out lets everything through. Days are of `zone`, both included. */
const filter = z.strictObject({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  right: z.enum(rights).optional(),
  rule: z.string().optional(),
  status: z.enum(statuses).optional(),
  timeliness: z.enum(timelinesses).optional(),
  outcome: z.enum(outcomes).optional(),
  officer: z.uuid().optional(),
})

/** What manifest.json of an auditor's export holds: what was asked for, when, how much came, and the hash of every file. */
export const populationManifest = z.strictObject({
  schema: z.literal(populationSchema),
  /** The name this portal signs with. */
  origin: z.string(),
  /** Everything is as it stood at this instant. */
  exportedAt: z.string(),
  zone: z.string(),
  filter,
  figures,
  groups: z.array(figures.extend({ right: z.enum(rights), rule: z.string() })),
  tables: z.array(z.strictObject({ name: z.enum(tableNames), rows: count })),
  files: z.array(z.strictObject({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: count })),
  /** The newest signed checkpoint of the history at that instant, and the public line of its key; null before the first. */
  history: z.strictObject({ checkpoint: z.string(), key: z.string() }).nullable(),
  signature: z.strictObject({ alg: z.literal('Ed25519'), key: z.string(), value: z.string() }),
})

export type PopulationManifest = z.infer<typeof populationManifest>
