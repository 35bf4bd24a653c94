import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { allRules, ruleVersion } from '#lib/deadlines/rules.ts'
import { confirmHouseRule } from '#lib/law/confirm-rule.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { setDay } from '#lib/law/set-day.ts'
import { switchRule } from '#lib/law/switch-rule.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { lawOf } from './law-of.ts'
import { askForCopy, prove } from './request-for-tests.ts'
import { lockByRef } from './store.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'The state government declared it on Monday.'
const rowsOf = async (ref: string) =>
  (
    await desk.peek.query(
      `select d.* from dossier.deadline d join dossier.request r on r.id = d.request_id where r.ref = $1 order by d.rule`,
      [ref],
    )
  ).rows
const lawOfRequest = (ref: string) =>
  begin(worker, async ({ tx }) => lawOf(tx, (await lockByRef(tx, ref))!, (await readOrganisation(tx))!))

describe('the law of a request', () => {
  it('brings a date for the answer and one for the notice of refusal, each with rule, calendar and zone', async () => {
    const { ref } = await askForCopy()
    const rows = await rowsOf(ref)
    expect(rows.map(row => [row.duty, row.rule, row.zone, row.governs])).toEqual([
      ['answer', 'eu_gdpr.access', 'Europe/Dublin', true],
      ['refusal_notice', 'eu_gdpr.refusal_notice', 'Europe/Dublin', false],
    ])
    const kept = await desk.peek.query('select version from dossier.kept_law')
    for (const row of rows)
      expect(kept.rows.map(one => one.version)).toEqual(
        expect.arrayContaining([row.rule_version, row.calendar_version]),
      )
  })

  it('stays what it was when the house changes a day of rest, and the next request is counted anew', async () => {
    const before = await askForCopy()
    const [row] = await rowsOf(before.ref)
    const day = row.due_on.toISOString?.().slice(0, 10) ?? row.due_on
    expect(await setDay(desk.admin, { day: addDay(day), treatAs: 'rest', name: 'A feast', reason })).toMatchObject({
      ok: true,
    })
    await prove(before)
    expect((await rowsOf(before.ref))[0].calendar_version).toBe(row.calendar_version)
    const after = await askForCopy()
    expect((await rowsOf(after.ref))[0].calendar_version).not.toBe(row.calendar_version)
    const law = await lawOfRequest(before.ref)
    expect(law.answers[0]!.calendar.version).toBe(row.calendar_version)
  })

  it('is read by its hash: a kept rule that was changed by hand gives no date at all', async () => {
    const { ref } = await askForCopy(undefined, 'US-CA')
    const [row] = (await rowsOf(ref)).filter(one => one.rule === 'ccpa.know')
    await desk.peek.query('alter table dossier.kept_law disable trigger all')
    await desk.peek.query(
      "update dossier.kept_law set content = jsonb_set(content, '{base,n}', '450') where version = $1",
      [row.rule_version],
    )
    await expect(lawOfRequest(ref)).rejects.toThrow('is not what it was')
    await desk.peek.query(
      "update dossier.kept_law set content = jsonb_set(content, '{base,n}', '45') where version = $1",
      [row.rule_version],
    )
    await desk.peek.query('alter table dossier.kept_law enable trigger all')
  })

  it('keeps an acknowledgement for California, which the first mail to a proved mailbox fulfils', async () => {
    const asked = await askForCopy(undefined, 'US-CA')
    const ack = async () => (await rowsOf(asked.ref)).find(row => row.duty === 'acknowledgement')
    expect(await ack()).toMatchObject({ rule: 'ccpa.ack', fulfilled_at: null })
    await prove(asked)
    expect((await ack()).fulfilled_at).not.toBeNull()
  })
})

describe('an admin', () => {
  const colorado = allRules.find(rule => rule.id === 'us_co.access')!

  it('confirms the figure of one version with its source, once; no officer and no auditor does', async () => {
    const raw = { rule: colorado.id, version: ruleVersion(colorado), source: 'C.R.S. 6-1-1306(2)(a), read online' }
    for (const actor of [desk.officer, desk.auditor])
      expect(await confirmHouseRule(actor, raw)).toMatchObject({ why: 'not-allowed' })
    expect(await confirmHouseRule(desk.admin, { ...raw, source: 'me' })).toMatchObject({ why: 'invalid' })
    expect(await confirmHouseRule(desk.admin, { ...raw, version: 'older' })).toMatchObject({ why: 'changed-meanwhile' })
    expect(await confirmHouseRule(desk.admin, raw)).toMatchObject({ ok: true })
    expect(await confirmHouseRule(desk.admin, raw)).toMatchObject({ why: 'already-done' })
    const rules = await begin(worker, ({ tx }) => houseRules(tx))
    expect(rules.find(rule => rule.id === colorado.id)!.confirmed).toBe(true)
    const told = await desk.peek.query(
      "select data from dossier.history_event where stream = 'law' and type = 'rule-confirmed'",
    )
    expect(told.rows.map(row => row.data)).toEqual([{ rule: colorado.id, version: ruleVersion(colorado) }])
  })

  it('lifts the mark of every date that was counted with the confirmed version, and moves none', async () => {
    const { ref } = await askForCopy()
    await desk.peek.query(
      `select set_config('dossier.tx', 'test', false); update dossier.deadline d set confirmed = false, steps = steps || '[{"code":"unconfirmed"}]'
       from dossier.request r where r.id = d.request_id and r.ref = '${ref}'`,
    )
    const [row] = await rowsOf(ref)
    const { liftMarks } = await import('#lib/law/store.ts')
    await begin(desk.admin, ({ tx }) => liftMarks(tx, row.rule, row.rule_version))
    const [lifted] = await rowsOf(ref)
    expect(lifted).toMatchObject({ confirmed: true, due_on: row.due_on })
    expect(JSON.stringify(lifted.steps)).not.toContain('unconfirmed')
  })

  it('puts a rule off for requests to come, never the organisation’s own promise', async () => {
    const off = { rule: 'eu_gdpr.access', enabled: 'off' as const, reason }
    expect(await switchRule(desk.officer, off)).toMatchObject({ why: 'not-allowed' })
    expect(await switchRule(desk.admin, { ...off, rule: 'policy_default.access' })).toMatchObject({
      why: 'rule-always-on',
    })
    const before = await askForCopy()
    expect(await switchRule(desk.admin, off)).toMatchObject({ ok: true })
    expect(await switchRule(desk.admin, off)).toMatchObject({ why: 'already-done' })
    const after = await askForCopy()
    expect((await rowsOf(before.ref)).map(row => row.rule)).toContain('eu_gdpr.access')
    expect((await rowsOf(after.ref)).map(row => row.rule)).toEqual(['policy_default.access'])
    expect(await switchRule(desk.admin, { ...off, enabled: 'on' })).toMatchObject({ ok: true })
  })
})

const addDay = (iso: string) => new Date(Date.parse(`${iso}T00:00:00Z`) + 40 * 86_400_000).toISOString().slice(0, 10)
