import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { readSecrets } from '#lib/config/secrets.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { prepareLogins, prepareSiteDatabase } from '#lib/db/roles.ts'
import { seedSite } from '#lib/demo/seed-site.ts'
import { type Score, scoreDraft } from '#lib/sources/draft/draft-score.fixture.ts'
import { guessMap } from '#lib/sources/draft/guess-map.ts'
import { readShape } from '#lib/sources/postgres/read-shape.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { fourSchemas } from '#lib/sources/schemas/four-schemas.fixture.ts'

/** How long a map of that many collections takes to be read and checked, twelve columns and two references each. */
const validate = (count: number): number => {
  const fields = Array.from(
    { length: 10 },
    (_, at) => `      - {name: column_${at}, data_categories: [user.content.private]}`,
  )
  const collections = Array.from({ length: count }, (_, at) => {
    const other = (at * 7 + 1) % count
    return [
      `    - name: table_${at}`,
      '      fides_meta: {x_dossier: {label: {en: A table, de: Eine Tabelle}, retention: {period: P2Y, anchor: column_1}}}',
      '      fields:',
      '      - {name: id, data_categories: [user.unique_id], fides_meta: {primary_key: true}}',
      `      - {name: other_id, data_categories: [user.unique_id], fides_meta: {references: [{dataset: big, field: table_${other}.id, direction: to}]}}`,
      ...fields,
    ].join('\n')
  })
  const text = `dataset:\n- fides_key: big\n  collections:\n${collections.join('\n')}\n`
  const from = performance.now()
  const { problems } = readMap([{ file: 'big.yml', text }])
  if (problems.length > 0) throw new Error(JSON.stringify(problems[0]))
  return performance.now() - from
}

const percent = ({ right }: Score, of: number) => (of === 0 ? '–' : `${Math.round((100 * right) / of)} % of ${of}`)

const line = (name: string, scores: ReturnType<typeof scoreDraft>) =>
  `| ${name} | ${(['identities', 'personal', 'references'] as const)
    .map(part => `${percent(scores[part], scores[part].wanted)} | ${percent(scores[part], scores[part].proposed)}`)
    .join(' | ')} |`

const home = await mkdtemp(join(tmpdir(), 'dossier-bench-'))
const { url, stop } = await startEmbedded(home, { durable: false })
try {
  await prepareLogins(url('postgres', 'postgres'), (await readSecrets(home)).passwords)
  await prepareSiteDatabase(url('postgres', 'postgres'), 'examples')
  const owner = new pg.Client({ connectionString: url('site_owner', 'examples') })
  await owner.connect()
  for (const { sql } of fourSchemas) await owner.query(sql)
  await owner.end()
  await seedSite(url('site_owner', 'examples'))
  const reader = { url: url('site_reader', 'examples') }
  console.log(
    '| database | mail addresses found | of those proposed right | personal columns found | of those proposed right | references found | of those proposed right |',
  )
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: |')
  for (const example of fourSchemas) {
    const schemas = example.name === 'shop' ? ['shop', 'archive'] : [example.name]
    console.log(line(example.name, scoreDraft(await readShape(reader, guessMap, { schemas }), example)))
  }
  const site = await readFile(new URL('../lib/demo/site.map.yml', import.meta.url), 'utf8')
  const drafted = await readShape(reader, guessMap, { schemas: ['site'] })
  console.log(line('site (the demo)', scoreDraft(drafted, { map: site })))
  validate(50)
  console.log(`\na map of 500 collections, 6000 columns: read and checked in ${Math.round(validate(500))} ms`)
} finally {
  await stop()
  await rm(home, { recursive: true, force: true })
}
