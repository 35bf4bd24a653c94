import { z } from 'zod'
import { grounds } from './grounds.ts'
import { packageSchema } from './json.ts'

const instant = z.iso.datetime().describe('ISO 8601, UTC')
const count = z.int().nonnegative()
const ground = z.enum(grounds)
const redacted = z
  .strictObject({ redacted: ground })
  .describe('Stands in the place of a value that was held back, with the ground')

const partlyRedacted = z
  .strictObject({
    text: z.string().describe('The text, with a mark such as [Person B] in the place of each part'),
    redactedParts: z.array(z.strictObject({ ground, count })).min(1),
  })
  .describe('Stands in the place of a text of which parts were held back; one mark is one person all through the copy')

const coverage = z.strictObject({
  dataset: z.string(),
  collection: z.string(),
  label: z.string(),
  result: z.enum(['found', 'empty', 'withheld', 'failed', 'unreachable']),
  count: count.describe('Records found, those held back included'),
  withheldRecords: count,
  withheldValues: count,
  withheldParts: count.describe('Places within texts in which a mark such as [Person B] stands for what was held back'),
  reason: z.string().nullable(),
  gap: z.boolean().describe('Whether the copy lacks, or may lack, what stands there; with any, it is not complete'),
  remarks: z
    .array(z.strictObject({ code: z.string(), count }))
    .describe('What else must be said of the search, such as lines of a file that could not be read'),
})

const certificate = z
  .strictObject({
    statement: z.string().describe('The certificate in one sentence, in the language of the copy'),
    complete: z.boolean(),
    collections: count,
    searched: count,
    found: count,
    records: count,
    empty: count,
    withheld: count,
    missed: count,
    unreached: z.array(z.string()).describe('Places that nobody could search, each with the reason in words'),
    sources: z.array(
      z.strictObject({
        source: z.string(),
        label: z.string(),
        tables: count,
        columns: count.describe('Columns that the data map describes'),
        records: count.describe('Records found, those held back included'),
        excluded: z.array(z.strictObject({ what: z.string(), reason: z.string() })),
      }),
    ),
  })
  .describe('How complete the copy is; what the portal itself holds of the request is not counted')

const told = z.union([redacted, partlyRedacted, z.json()])

const received = z
  .strictObject({
    disclosures: z.array(
      z.strictObject({
        pointer: z.string().describe('The record in this file, as a JSON Pointer'),
        recipient: told,
        at: told,
        what: told,
        purpose: told,
      }),
    ),
    more: count.describe('Disclosures that are in their group and not listed here'),
    standing: z
      .array(
        z.strictObject({
          dataset: z.string(),
          collection: z.string(),
          label: z.string(),
          recipients: z.array(z.string()),
        }),
      )
      .describe('Who receives a group as a rule, where no record names them'),
  })
  .describe('Art. 15(1)(c) GDPR: to whom what was given')

const field = z.strictObject({
  name: z.string(),
  label: z.string(),
  categories: z.array(z.string()).describe('Fideslang data categories'),
  thirdParty: z.enum(['never', 'maybe', 'always']),
  explain: z.string().optional().describe('What the word means'),
})

const record = z.strictObject({
  _key: z.array(z.string()).describe('Primary key of the row, as text'),
  _path: z.array(z.string()).describe('The way from the identity to this row'),
  _thirdParty: z.enum(['no', 'shown', 'held']).describe('Whether the row concerns another person as well'),
  values: z
    .record(z.string(), z.union([redacted, partlyRedacted, z.json()]))
    .describe('Exact values; 64-bit integers and decimals are texts'),
})

const group = z.strictObject({
  dataset: z.string(),
  collection: z.string(),
  label: z.string(),
  purpose: z.string().describe('Art. 15(1)(a) GDPR'),
  legalBasis: z.string(),
  source: z.string().describe('Art. 15(1)(g) GDPR'),
  recipients: z.array(z.string()).describe('Art. 15(1)(c) GDPR, by name'),
  retention: z
    .strictObject({
      period: z.string().describe('ISO 8601 period'),
      anchor: z.string().describe('The field it counts from'),
    })
    .nullable()
    .describe('Art. 15(1)(d) GDPR'),
  rights: z
    .array(z.enum(['rectification', 'erasure', 'restriction', 'objection', 'portability']))
    .describe('Art. 15(1)(e) GDPR'),
  portable: z.boolean().describe('Whether Art. 20 GDPR covers the group'),
  fields: z.array(field),
  records: z.array(record),
  recordCount: count,
})

/** The shape of dossier.json; docs/package.schema.json is published from it, and a test keeps the two equal. */
export const packageShape = z
  .strictObject({
    schema: z.literal(packageSchema),
    ref: z.string(),
    certificate,
    locale: z.string(),
    person: z.strictObject({ address: z.string() }),
    receivedAt: instant,
    dueDate: z.iso.date().describe('Civil date in the zone of the organisation'),
    regimes: z.array(z.string()),
    preparedAt: instant,
    organisation: z.strictObject({
      name: z.string(),
      address: z.string(),
      contact: z.string(),
      zone: z.string().describe('IANA time zone'),
      authority: z.strictObject({ name: z.string(), url: z.string() }).describe('Art. 15(1)(f) GDPR'),
    }),
    received,
    complete: z.boolean(),
    coverage: z.array(coverage).describe('Every mapped collection, found or not'),
    unclassified: z.array(z.string()).describe('Columns that no map describes; with any, the package is not complete'),
    snapshots: z.array(
      z.strictObject({
        source: z.string(),
        at: instant,
        lsn: z.string().nullable(),
        fingerprint: z.string().nullable(),
      }),
    ),
    requestSteps: z.array(z.strictObject({ at: instant, sentence: z.string() })),
    groups: z.array(group),
    redactions: z.array(z.strictObject({ ground, count })),
  })
  .describe('A copy of the personal data an organisation holds about one person')

/** The published JSON Schema (draft 2020-12). */
export const packageJsonSchema = (): object => ({ title: 'Dossier package', ...z.toJSONSchema(packageShape) })
