import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { checkSources } from '../check-sources.ts'
import { guessMap } from '../draft/guess-map.ts'
import { writeDraft } from '../draft/write-draft.ts'
import { readMap } from '../read-map.ts'
import { readShape } from './read-shape.ts'
import { onSite } from './site-fixture.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

test('a draft is a sound map that covers everything, whatever tables and columns are called', async () => {
  await onSite(
    database,
    `create table site."we: ird # ""x" ("a.b" text, "null" int, "yes" text, "- q" text, "O'Brien" text, "ünï" text, "user" text, "#" int, "5" int);
     create table site."~" (id int primary key, "#" int);
     create table site."1e3" (id int);
     create table site.hollow ();
     create table site.member (id int primary key, email text unique, boss int references site.member)`,
  )
  const draft = writeDraft(await readShape({ url: database.siteReaderUrl }, guessMap))
  const { map, problems } = readMap([{ file: 'draft.yml', text: draft }])
  expect(problems).toEqual([])
  const [checked] = await checkSources(map, { site: { url: database.siteReaderUrl } })
  expect(checked).toMatchObject({ failed: null, unclassified: [], missing: [] })
})
