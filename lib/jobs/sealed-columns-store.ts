import { sql } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'

/** A column that holds sealed bytes, the column that names its row, and under which context it was sealed. */
export type SealedColumn = {
  table: string
  id: string
  column: string
  hexId?: true
  contextOf: (id: string) => string
}

/** Every sealed column of the house (a test compares it with the catalogue). */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'request', id: 'id', column: 'intake', contextOf: id => `request.intake:${id}` },
  { table: 'letter', id: 'id', column: 'body', contextOf: id => `letter.body:${id}` },
  { table: 'message', id: 'id', column: 'body', contextOf: id => `message.body:${id}` },
  { table: 'breach', id: 'id', column: 'account', contextOf: id => `breach.account:${id}` },
  { table: 'reason', id: 'digest', column: 'text', contextOf: id => `reason.text:${id}` },
  { table: 'dispute', id: 'id', column: 'body', contextOf: id => `dispute.body:${id}` },
  { table: 'mail', id: 'id', column: 'content', contextOf: id => `mail.content:${id}` },
  { table: 'person', id: 'id', column: 'address', contextOf: id => `person.address:${id}` },
  { table: 'staff', id: 'id', column: 'address', contextOf: id => `staff.address:${id}` },
  { table: 'staff', id: 'id', column: 'name', contextOf: id => `staff.name:${id}` },
  { table: 'identity_review', id: 'request_id', column: 'facts', contextOf: id => `identity_review.facts:${id}` },
  { table: 'identity_check', id: 'id', column: 'questions', contextOf: id => `identity_check.questions:${id}` },
  { table: 'former_address', id: 'id', column: 'address', contextOf: id => `former_address.address:${id}` },
  { table: 'suppression', id: 'id', column: 'address', contextOf: id => `suppression.address:${id}` },
  { table: 'source_owner', id: 'source', column: 'address', contextOf: id => `source_owner.address:${id}` },
  { table: 'owner_question', id: 'id', column: 'address', contextOf: id => `owner_question.address:${id}` },
  { table: 'owner_file', id: 'id', column: 'name', contextOf: id => `owner_file.name:${id}` },
  { table: 'source_trial', id: 'id', column: 'purpose', contextOf: id => `source_trial.purpose:${id}` },
  {
    table: 'link_token',
    id: 'token_hash',
    column: 'address',
    hexId: true,
    contextOf: id => `link_token.address:${id}`,
  },
]

export type SealedRow = { id: string; sealed: Uint8Array }

const idOf = ({ id, hexId }: SealedColumn) =>
  hexId ? sql`encode(${sql.identifier(id)}, 'hex')` : sql`${sql.identifier(id)}::text`

const tableOf = ({ table }: SealedColumn) => sql`${sql.identifier('dossier')}.${sql.identifier(table)}`

/** The next rows after `after`, in the order of their ids, locked: what another transaction writes meanwhile is sealed anew anyway. */
export const lockSealed = async (tx: Tx, column: SealedColumn, after: string, most: number): Promise<SealedRow[]> => [
  ...(await tx.execute<SealedRow>(sql`
    select ${idOf(column)} as id, ${sql.identifier(column.column)} as sealed from ${tableOf(column)}
    where ${idOf(column)} > ${after} order by ${idOf(column)} limit ${most} for update`)),
]

export const writeSealed = (tx: Tx, column: SealedColumn, { id, sealed }: SealedRow) =>
  tx.execute(sql`update ${tableOf(column)} set ${sql.identifier(column.column)} = ${Buffer.from(sealed)}
    where ${idOf(column)} = ${id}`)
