import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { draw } from '#lib/jobs/killed-worker-for-tests.ts'
import { newId } from '#lib/kernel/ids.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { readAuditQuery } from './audit-filter.ts'
import { countAudited } from './audited-store.ts'
import { openHouse } from './lives-for-tests.ts'

const migration = readFileSync(new URL('../../drizzle/0016_answers-on-the-row.sql', import.meta.url), 'utf8')
const backfill = migration.split('--> statement-breakpoint').find(statement => /^UPDATE/m.test(statement))!
const auditor: Actor = { kind: 'auditor', id: newId() }
const zone = 'Europe/Dublin'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
}, 120_000)
afterAll(() => portal?.stop())

const next = draw(161_803)
const lives = [
  [],
  ['package-released'],
  ['request-refused'],
  ['deadline-extended'],
  ['deadline-extended', 'package-released'],
  ['request-refused', 'package-released'],
  ['package-released', 'request-refused'],
]
const statuses = ['received', 'proved', 'review', 'released', 'refused', 'withdrawn', 'lapsed', 'closed']
const laws = ['{eu_gdpr.access}', '{uk_gdpr.access}', '{eu_gdpr.access,uk_gdpr.access}']

/** Requests with events at random, as rows alone: `replica` tells the history past its triggers, as it was told before there was one. */
async function plant(count: number, replica: boolean): Promise<void> {
  const statements = [`begin; select set_config('dossier.tx', 'test', true)`]
  if (replica) statements.push('set local session_replication_role = replica')
  for (let n = 0; n < count; n++) {
    const id = newId()
    const status = statuses[next(statuses.length)]!
    const received = `timestamptz '2026-03-20 22:30Z' + interval '${next(60 * 24 * 60)} minutes'`
    statements.push(`insert into dossier.request (id, ref, "right", status, person_id, visitor_id, address_hash, intake, locale, country, rules, channel, received_at, due_on, due_at, safe_on, lapse_at, outcome, changed_at)
      values ('${id}', '${id}', 'access', '${status}', '${newId()}', '${newId()}', '', '', 'en', 'IE', '${laws[next(3)]}', 'portal',
        ${received}, '2026-06-01', ${received} + interval '31 days', '2026-06-01', ${received}, ${status === 'closed' ? `'${next(3) === 0 ? 'withdrawn' : 'fulfilled-full'}'` : 'null'}, ${received})`)
    let minutes = 0
    for (const [index, type] of lives[next(lives.length)]!.entries()) {
      minutes += next(40 * 24 * 60)
      statements.push(`insert into dossier.history_event (stream, version, at, actor, type, data)
        values ('request:${id}', ${index + 1}, ${received} + interval '${minutes} minutes', 'system:', '${type}', '{}')`)
    }
  }
  await portal.peek.query(`${statements.join(';\n')}; commit`)
}

/** What the history says of each request, asked one by one. */
const asked = `(select r.*, t.* from (select id, "right", rules, status, outcome, received_at, due_at from dossier.request) r cross join lateral (
  select min(at) filter (where type in ('package-released', 'request-refused')) as answered, coalesce(bool_or(type = 'request-refused'), false) as refused,
    coalesce(bool_or(type = 'deadline-extended'), false) as extended from dossier.history_event e where e.stream = 'request:' || r.id) t) as asked`

const unlike = async () =>
  (
    await portal.peek.query(`select r.ref from dossier.request r join ${asked} on asked.id = r.id
      where (r.answered_at, r.refused, r.extended) is distinct from (asked.answered, asked.refused, asked.extended)`)
  ).rows

test('what was told before the columns came is put on the rows once; from then on each event puts itself there', async () => {
  await plant(300, true)
  expect((await unlike()).length).toBeGreaterThan(150)
  await portal.peek.query(`begin; select set_config('dossier.tx', 'test', true); ${backfill}; commit`)
  expect(await unlike()).toEqual([])
  await plant(300, false)
  expect(await unlike()).toEqual([])
})

const figures = `count(*)::int as received, count(*) filter (where answered is not null and not refused)::int as answered, count(*) filter (where refused)::int as refused,
  count(*) filter (where status = 'withdrawn' or outcome = 'withdrawn')::int as withdrawn, count(*) filter (where answered < due_at)::int as "inTime",
  count(*) filter (where answered >= due_at or answered is null and status not in ('received', 'withdrawn', 'lapsed', 'closed') and $1::timestamptz >= due_at)::int as late,
  count(*) filter (where extended)::int as extended,
  percentile_cont(0.5) within group (order by ((answered at time zone '${zone}')::date - (received_at at time zone '${zone}')::date)::float8) as "medianDays",
  avg(((answered at time zone '${zone}')::date - (received_at at time zone '${zone}')::date)::float8)::float8 as "meanDays"`

test.each([
  [{}, 'true'],
  [
    { timeliness: 'late' },
    `(answered >= due_at or answered is null and status not in ('received', 'withdrawn', 'lapsed', 'closed') and '2026-05-01Z' >= due_at)`,
  ],
  [{ rule: 'uk_gdpr.access' }, `'uk_gdpr.access' = any(rules)`],
  [{ status: 'refused' }, `status = 'refused'`],
  [
    { from: '2026-04-01', to: '2026-04-02' },
    `(received_at at time zone '${zone}')::date between '2026-04-01' and '2026-04-02'`,
  ],
  [{ from: '2030-01-01' }, 'false'],
])(
  'figures of %j equal those of the database’s own median and mean over the history',
  async (parameters, condition) => {
    const now = Temporal.Instant.from('2026-05-01T00:00:00Z')
    const { query } = readAuditQuery(parameters)
    const counted = await begin(auditor, ({ tx }) => countAudited({ tx, now, zone }, query))
    const close = ({ meanDays, ...row }: { meanDays: number | null }) => ({ ...row, meanDays: meanDays?.toFixed(9) })
    const all = await portal.peek.query(`select ${figures} from ${asked} where ${condition}`, [now.toString()])
    expect(close(counted.figures)).toEqual(close(all.rows[0]))
    const each = await portal.peek.query(
      `select "right", rule, ${figures} from ${asked} cross join unnest(rules) as rule where ${condition} group by 1, 2 order by 1, 2`,
      [now.toString()],
    )
    expect(counted.groups.map(close)).toEqual(each.rows.map(close))
  },
)

test('a row that says otherwise than its history is named when the history is verified', async () => {
  const { differences } = await import('./replay.ts')
  const { readReplayed } = await import('./replayed-store.ts')
  const [{ id }] = (await portal.peek.query('select id from dossier.request where answered_at is null limit 1')).rows
  const before = (await begin(worker, ({ tx }) => readReplayed(tx, [id]))).get(id)!
  await portal.peek.query(
    `begin; select set_config('dossier.tx', 'test', true); update dossier.request set answered_at = now(), refused = true where id = '${id}'; commit`,
  )
  const after = (await begin(worker, ({ tx }) => readReplayed(tx, [id]))).get(id)!
  expect(differences(before, after)).toEqual(['answeredAt', 'refused'])
})
