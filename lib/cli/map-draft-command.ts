import { ClearLine } from '#lib/config/clear-line.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { type DraftCollection, guessMap, isPersonal } from '#lib/sources/draft/guess-map.ts'
import { tableId } from '#lib/sources/draft/shape.ts'
import { writeDraft } from '#lib/sources/draft/write-draft.ts'
import { kindFor } from '#lib/sources/kinds.ts'
import { readShape } from '#lib/sources/postgres/read-shape.ts'
import { reasonText, SourceFailure } from '#lib/sources/reason.ts'
import { readUrl } from '#lib/sources/source-addresses.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { WrongUse } from './read-arguments.ts'
import { say, texts } from './read-data-map.ts'

export const usage = `map draft --url URL: proposes a data map from a live database, for a person to correct
  --url URL      postgres://user@host/database, as a role that may read; a password may stand in DRAFT_PASSWORD
  --schema NAME  only this schema; may repeat
  --json         {"map": "…", "columns": […], "references": […]}: the proposal with how sure each guess is and why
  Looks at names, types, keys and the form of a few values of each table. Keeps and prints no value.`

export const options: CliCommand['options'] = {
  url: { type: 'string' },
  schema: { type: 'string', multiple: true },
  json: { type: 'boolean' },
}

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  const read = typeof values.url === 'string' ? readUrl(values.url) : null
  if (positionals.length > 0 || !read || kindFor(null, read.url) !== 'postgres')
    throw new WrongUse(say('command.draft-needs'), usage)
  const schemas = texts(values.schema)
  const draft = await readShape({ url: read.url, password: io.env.DRAFT_PASSWORD }, guessMap, { schemas }).catch(
    thrown => {
      if (!(thrown instanceof SourceFailure)) throw thrown
      const reason = describeReason(say, reasonText(thrown.reason))
      throw new ClearLine(say('command.unreachable-source', { source: read.name ?? 'URL', reason }))
    },
  )
  if (draft.length === 0) throw new ClearLine(say('command.draft-of-nothing'))
  if (values.json) io.out(JSON.stringify(answer(draft)))
  else io.out(writeDraft(draft).trimEnd())
  io.say(say('command.drafted', summary(draft)))
  return 0
}

const answer = (draft: DraftCollection[]) => ({
  map: writeDraft(draft),
  columns: draft.flatMap(({ table, fields }) =>
    fields.map(({ column, category, identity, confidence, why }) => ({
      column: `${tableId(table)}.${column.name}`,
      ...{ category, identity, confidence, why },
    })),
  ),
  references: draft.flatMap(({ fields, composite }) =>
    [...fields.flatMap(field => field.references), ...composite].map(
      ({ from, fields: columns, to, keys, direction, thirdParty, confidence, why }) => ({
        ...{ from, fields: columns, to, keys, direction, thirdParty, confidence, why },
      }),
    ),
  ),
})

const summary = (draft: DraftCollection[]) => ({
  tables: draft.length,
  personal: draft.reduce((sum, { fields }) => sum + fields.filter(isPersonal).length, 0),
  columns: draft.reduce((sum, { fields }) => sum + fields.length, 0),
  references: draft.reduce(
    (sum, { fields, composite }) =>
      sum + composite.length + fields.reduce((all, one) => all + one.references.length, 0),
    0,
  ),
  unreached: draft.filter(({ distance, aboutPeople }) => distance === null && aboutPeople).length,
})
