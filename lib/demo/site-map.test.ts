import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { partners } from './fixed-rows.ts'
import { asOf } from './moment.ts'
import { organisation } from './organisation.ts'
import { seedSite } from './seed-site.ts'

const bothLanguages = z.strictObject({ en: z.string().min(3), de: z.string().min(3) })
const label = z.strictObject({ en: z.string().min(2), de: z.string().min(2) })

// Not the map's whole grammar (lib/sources knows that): what this organisation promises to say of each table and column.
const field = z.object({
  name: z.string(),
  data_categories: z.array(z.string()).length(1),
  fides_meta: z.object({
    primary_key: z.boolean().optional(),
    identity: z.string().optional(),
    data_type: z.string(),
    references: z.array(z.object({ field: z.string(), direction: z.enum(['to', 'from']) })).optional(),
    x_dossier: z.object({
      label,
      explain: bothLanguages.optional(),
      third_party: z.string().optional(),
      match: z.string().optional(),
      fact: z.strictObject({ kind: z.enum(['text', 'month', 'phone']), ask: bothLanguages }).optional(),
    }),
  }),
})

const facts = z.strictObject({
  label: bothLanguages,
  purpose: bothLanguages,
  legal_basis: bothLanguages,
  source: bothLanguages,
  recipients: z.array(z.string()).min(1),
  retention: z.strictObject({ period: z.string().regex(/^P\d+[YM]$/), anchor: z.string() }),
  disclosures: z
    .strictObject({ recipient: z.string(), at: z.string(), what: z.string(), purpose: z.string() })
    .optional(),
  portable: z.boolean().optional(),
  entered: z.string().optional(),
})

const collection = z.object({
  name: z.string(),
  fides_meta: z.object({ x_dossier: facts }),
  fields: z.array(field),
})

const exclusion = z.strictObject({ table: z.string(), reason: z.string(), owner: z.string(), expires: z.iso.date() })

const map = z.object({
  dataset: z.tuple([
    z.object({
      fides_key: z.literal('site'),
      fides_meta: z.object({ x_dossier: z.object({ label: bothLanguages, exclude: z.array(exclusion) }) }),
      collections: z.array(collection),
    }),
  ]),
})

const [dataset] = map.parse(parse(readFileSync(new URL('./site.map.yml', import.meta.url), 'utf8'))).dataset
const excluded = dataset.fides_meta.x_dossier.exclude
const namedFields = dataset.collections.flatMap(one => one.fields.map(({ name }) => `${one.name}.${name}`))

let database: TestDatabase
let sql: postgres.Sql

beforeAll(async () => {
  database = await testDatabase()
  await seedSite(database.siteUrl, { people: 60 })
  sql = postgres(database.siteReaderUrl, { max: 1 })
})

afterAll(async () => {
  await sql?.end()
  await database?.drop()
})

describe('the data map of the demo organisation', () => {
  it('names every column of every table once, or says why a table holds nothing personal', async () => {
    const columns = await sql<{ name: string; table: string }[]>`
      select c.relname || '.' || a.attname as name, c.relname as table
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'site'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped`
    expect(columns.length).toBeGreaterThan(80)
    const tables = new Set(excluded.map(({ table }) => table))
    const expected = columns.filter(({ table }) => !tables.has(table)).map(({ name }) => name)
    expect([...namedFields].sort()).toEqual(expected.sort())
    for (const table of tables)
      expect(
        columns.some(column => column.table === table),
        table,
      ).toBe(true)
  })

  it('knows each table by the same key as the database', async () => {
    const keys = await sql<{ table: string; columns: string[] }[]>`
      select c.relname as table, array_agg(a.attname::text order by k.place) as columns
      from pg_constraint p join pg_class c on c.oid = p.conrelid
      cross join lateral unnest(p.conkey) with ordinality k (number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
      where p.contype = 'p' and c.relnamespace = 'site'::regnamespace group by c.relname`
    for (const one of dataset.collections) {
      const mapped = one.fields.filter(({ fides_meta }) => fides_meta.primary_key).map(({ name }) => name)
      expect(mapped, one.name).toEqual(keys.find(({ table }) => table === one.name)?.columns)
    }
  })

  it('finds people by their address in every table that holds one, in any letter case', () => {
    const addresses = dataset.collections.flatMap(one =>
      one.fields
        .filter(({ data_categories }) => data_categories.includes('user.contact.email'))
        .map(({ name, fides_meta }) => [`${one.name}.${name}`, fides_meta.identity, fides_meta.x_dossier.match]),
    )
    expect(addresses).toEqual(
      [
        'contact.email',
        'form_request.email',
        'address_book_entry.email',
        'mailing_recipient.address',
        'suppression.address',
      ].map(name => [name, 'email', 'ignore-case']),
    )
  })

  it('has an index for every look-up the search will make', async () => {
    const indexes = await sql<{ table: string; leads: string }[]>`
      select c.relname as table, pg_get_indexdef(i.indexrelid, 1, true) as leads
      from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'site'::regnamespace`
    const has = (table: string, leads: string[]) =>
      indexes.some(one => one.table === table && leads.includes(one.leads))
    for (const one of dataset.collections)
      for (const { name, fides_meta } of one.fields) {
        if (fides_meta.identity === 'email' && name !== 'address')
          expect(has(one.name, [`lower(${name})`]), `${one.name}.${name}`).toBe(true)
        for (const reference of fides_meta.references ?? []) {
          const [table = '', column = ''] =
            reference.direction === 'from' ? [one.name, name] : reference.field.split('.')
          expect(has(table, [column]), `${table}.${column}`).toBe(true)
        }
      }
  })

  it('counts retention from a column that is there, and follows references only to columns that are', () => {
    for (const one of dataset.collections) {
      expect(namedFields).toContain(`${one.name}.${one.fides_meta.x_dossier.retention.anchor}`)
      for (const { fides_meta } of one.fields)
        for (const reference of fides_meta.references ?? []) expect(namedFields).toContain(reference.field)
    }
  })

  it('keeps nothing longer than it says, on the day the demo is set on', async () => {
    for (const one of dataset.collections) {
      const { period, anchor } = one.fides_meta.x_dossier.retention
      const [row] = await sql`
        select count(*)::int as all, count(*) filter (where ${sql(anchor)} + ${period}::interval <= ${asOf.toString()}::timestamptz)::int as overdue
        from ${sql(`site.${one.name}`)}`
      expect(row!.all, one.name).toBeGreaterThan(0)
      expect(row!.overdue, one.name).toBe(0)
    }
  })

  it('warns of other people wherever somebody may have written about them', () => {
    const maybe = dataset.collections.flatMap(one =>
      one.fields
        .filter(({ fides_meta }) => fides_meta.x_dossier.third_party === 'maybe')
        .map(({ name }) => `${one.name}.${name}`),
    )
    expect(maybe).toEqual(['form_request.message', 'address_book_entry.named_by', 'address_book_entry.remark'])
  })

  it('calls recipients by their names: our host, and the partners on record', () => {
    const known = [organisation.host, ...partners.map(({ row }) => row.name)]
    for (const one of dataset.collections)
      for (const recipient of one.fides_meta.x_dossier.recipients) expect(known, one.name).toContain(recipient)
  })

  it('explains itself in plain words: no column name in any sentence, German addressed to the person', () => {
    for (const one of dataset.collections) {
      const { purpose, legal_basis, source } = one.fides_meta.x_dossier
      for (const text of [purpose, legal_basis, source]) {
        expect(`${text.en} ${text.de}`).not.toMatch(/_/)
        expect(text.en).not.toBe(text.de)
      }
    }
  })
})
