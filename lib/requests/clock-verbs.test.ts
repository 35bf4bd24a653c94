import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { askIdentity } from '#lib/assurance/ask-identity.ts'
import { decideIdentity } from '#lib/assurance/decide-identity.ts'
import { begin } from '#lib/db/begin.ts'
import { acknowledgeDispute } from '#lib/disputes/acknowledge-dispute.ts'
import { decideDispute } from '#lib/disputes/decide-dispute.ts'
import { investigateDispute } from '#lib/disputes/investigate-dispute.ts'
import { raiseDispute } from '#lib/disputes/raise-dispute.ts'
import { viewOwnDisputes } from '#lib/disputes/view-own-disputes.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { formatDate } from '#lib/i18n/formats.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { askFee } from './ask-fee.ts'
import { changeRegime } from './change-regime.ts'
import { closeRequest } from './close-request.ts'
import { confirmDate } from './confirm-date.ts'
import { type Desk, employ, openDesk } from './desk-for-tests.ts'
import { dropDate } from './drop-date.ts'
import { proposeDate } from './propose-date.ts'
import { recordFee } from './record-fee.ts'
import { refuseRequest } from './refuse-request.ts'
import { reopenRequest } from './reopen-request.ts'
import { differences, type Replayed, replay } from './replay.ts'
import { readReplayed } from './replayed-store.ts'
import { askForCopy, buildPackageOf, prove, requestId, requestInReview } from './request-for-tests.ts'
import { viewLetterDraft } from './view-letter-draft.ts'
import { viewOwnRequest } from './view-own-request.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'
const proved = async (country: 'IE' | 'GB' | 'US-CA' = 'IE') => {
  const asked = await askForCopy(undefined, country)
  return { ...asked, person: await prove(asked) }
}
const setClock = (ahead: number) =>
  desk.peek.query(
    `select set_config('dossier.tx', 'test', false);
     insert into dossier.demo_clock values (1, ${ahead}) on conflict (id) do update set ahead_seconds = ${ahead}`,
  )
const day = 86_400
const sayDay = (iso: string) => formatDate('en', Temporal.PlainDate.from(iso))
const dueOf = async (ref: string): Promise<string> =>
  (await desk.peek.query('select due_on::text as due from dossier.request where ref = $1', [ref])).rows[0].due
const stepsOf = async (ref: string): Promise<string[]> =>
  (
    await desk.peek.query(
      'select steps from dossier.deadline d join dossier.request r on r.id = d.request_id where r.ref = $1 and d.governs',
      [ref],
    )
  ).rows[0].steps.map((step: { code: string }) => step.code)
const typesOf = async (ref: string): Promise<string[]> => {
  const id = await requestId(ref)
  return (await begin(worker, ({ tx }) => readStream(tx, `request:${id}`))).map(({ event }) => event.type)
}
/** Folding the history of a request gives its row. */
const agrees = async (ref: string) => {
  const id = await requestId(ref)
  const { told, rows } = await begin(worker, async ({ tx }) => ({
    told: await readStream(tx, `request:${id}`),
    rows: (await readReplayed(tx, [id])).get(id)!,
  }))
  const folded = told.reduce<Replayed | null>((before, { event, at }) => replay(before, event as never, at), null)
  expect(differences(folded!, rows)).toEqual([])
}

describe('proof of identity beyond the mailbox', () => {
  it('starts the clock anew in the United Kingdom, and the person sees why the day moved', async () => {
    const { ref, person } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    const before = await dueOf(ref)
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await stepsOf(ref)).toContain('clock-waits')
    await setClock(5 * day)
    expect(await decideIdentity(desk.officer, { ref, how: 'call-back', sure: 'L2', reason })).toMatchObject({
      ok: true,
    })
    await setClock(0)
    expect((await dueOf(ref)) > before).toBe(true)
    expect(await stepsOf(ref)).toContain('identity-received')
    const seen = await viewOwnRequest(person, ref)
    expect(seen.ok && seen.value.moves.at(-1)).toMatchObject({ by: 'proof-given' })
    expect(seen.ok && seen.value.letters.at(-1)?.letter).toMatchObject({ kind: 'identity-asked', data: { reason } })
    await agrees(ref)
  })

  it('moves nothing in the Union and in California, and says so step by step', async () => {
    for (const country of ['IE', 'US-CA'] as const) {
      const { ref } = await proved(country)
      const before = await dueOf(ref)
      expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
      expect(await dueOf(ref)).toBe(before)
      expect(await stepsOf(ref)).toContain('clock-runs-on')
    }
  })

  it('moves no date where nobody had asked for it, nor where it is less than was asked for', async () => {
    const { ref } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    const before = await dueOf(ref)
    await setClock(5 * day)
    const shown = { ref, how: 'in-person' as const, reason }
    expect(await decideIdentity(desk.officer, { ...shown, sure: 'L2' })).toMatchObject({ ok: true })
    expect(await dueOf(ref)).toBe(before)
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await decideIdentity(desk.officer, { ...shown, sure: 'L1' })).toMatchObject({ ok: true })
    expect(await stepsOf(ref)).toContain('clock-waits')
    expect(await decideIdentity(desk.officer, { ...shown, sure: 'L2' })).toMatchObject({ ok: true })
    expect((await dueOf(ref)) > before).toBe(true)
    await setClock(0)
    await agrees(ref)
  })

  it('asked for in time under one law is no fault under another that it would be too late for', async () => {
    const { ref } = await proved('IE')
    await setClock(40 * day)
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await decideIdentity(desk.officer, { ref, how: 'in-person', sure: 'L2', reason })).toMatchObject({
      ok: true,
    })
    expect(await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })).toMatchObject({ ok: true })
    await setClock(0)
    await agrees(ref)
  })

  it('is asked once at a time, and by nobody but an officer', async () => {
    const { ref, person } = await proved()
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason: 'Why not?' })).toMatchObject({
      why: 'invalid',
    })
    for (const actor of [desk.auditor, desk.admin, person])
      expect(await askIdentity(actor, { ref, by: 'officer', reason })).toMatchObject({ why: 'not-allowed' })
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ why: 'asked-already' })
  })

  it('cannot stop a clock that has run out', async () => {
    const { ref } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    await setClock(50 * day)
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ why: 'pause-after-due' })
    await setClock(0)
  })
})

describe('a fee', () => {
  it('is asked for where the law knows one, starts the clock when it is paid in the United Kingdom', async () => {
    const { ref } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    const before = await dueOf(ref)
    expect(await recordFee(desk.officer, { ref })).toMatchObject({ why: 'not-asked' })
    const fee = { ref, amount: '12,50', currency: 'GBP' as const, reason }
    expect(await askFee(desk.officer, { ...fee, amount: 'twelve' })).toMatchObject({
      fields: { amount: ['amount.unreadable'] },
    })
    expect(await askFee(desk.officer, fee)).toMatchObject({ ok: true })
    await setClock(4 * day)
    expect(await recordFee(desk.officer, { ref })).toMatchObject({ ok: true })
    await setClock(0)
    expect((await dueOf(ref)) > before).toBe(true)
    await agrees(ref)
  })

  it('is refused where one of the laws knows none', async () => {
    const { ref } = await proved('US-CA')
    expect(await askFee(desk.officer, { ref, amount: '5', currency: 'USD', reason })).toMatchObject({
      why: 'fee-not-allowed',
    })
  })
})

describe('a date set by hand', () => {
  it('needs a second person, for the verb and for the database; both dates stay', async () => {
    const { ref, person } = await proved()
    const law = await dueOf(ref)
    const on = law.replace(/\d\d$/, '01')
    const first = await proposeDate(desk.officer, { ref, on, reason })
    expect(first).toMatchObject({ ok: true })
    expect(await dueOf(ref)).toBe(law)
    expect(await proposeDate(desk.officer, { ref, on, reason })).toMatchObject({ why: 'date-proposed-already' })
    const { id } = (await desk.peek.query("select id from dossier.date_override where state = 'proposed'")).rows[0]
    expect(await confirmDate(desk.officer, { ref, override: id })).toMatchObject({ why: 'second-person-needed' })
    const { confirmOverride } = await import('./override-store.ts')
    await expect(begin(desk.officer, ({ tx }) => confirmOverride(tx, id, desk.officer.id))).rejects.toMatchObject({
      cause: { constraint_name: 'date_override_four_eyes' },
    })
    const second = await employ('officer', 'The second officer')
    await expect(begin(desk.officer, ({ tx }) => confirmOverride(tx, id, second.id))).rejects.toMatchObject({
      cause: { code: '42501' },
    })
    expect(await confirmDate(second, { ref, override: id })).toMatchObject({ ok: true })
    expect(await dueOf(ref)).toBe(on)
    expect((await stepsOf(ref)).at(-1)).toBe('date-set')
    const streamOf = await requestId(ref)
    const told = (await begin(worker, ({ tx }) => readStream(tx, `request:${streamOf}`))).map(({ event }) => event)
    expect(told.find(event => event.type === 'date-set')).toMatchObject({ was: law, on, proposedBy: desk.officer.id })
    const seen = await viewOwnRequest(person, ref)
    expect(seen.ok && seen.value.letters.at(-1)?.letter).toMatchObject({
      kind: 'date-set',
      data: { was: law, due: on },
    })
    await agrees(ref)
  })

  it('can be dropped, and is refused for a day that does not exist or changes nothing', async () => {
    const { ref } = await proved()
    expect(await proposeDate(desk.officer, { ref, on: '2027-02-30', reason })).toMatchObject({ why: 'invalid' })
    expect(await proposeDate(desk.officer, { ref, on: '2020-01-01', reason })).toMatchObject({ why: 'invalid' })
    expect(await proposeDate(desk.officer, { ref, on: await dueOf(ref), reason })).toMatchObject({
      why: 'date-unchanged',
    })
    expect(await proposeDate(desk.auditor, { ref, on: '2027-06-01', reason })).toMatchObject({ why: 'not-allowed' })
    await proposeDate(desk.officer, { ref, on: '2027-06-01', reason })
    const { id } = (await desk.peek.query("select id from dossier.date_override where state = 'proposed'")).rows[0]
    expect(await dropDate(desk.officer, { ref, override: id })).toMatchObject({ ok: true })
    expect((await typesOf(ref)).slice(-2)).toEqual(['date-proposed', 'date-proposal-dropped'])
  })
})

const text = 'You left out everything before 2024.'

describe('an answer that comes after its day', () => {
  const lateness = 'Two archives had to be read from tape.'
  const letterOf = async (person: Awaited<ReturnType<typeof proved>>['person'], ref: string) => {
    const seen = await viewOwnRequest(person, ref)
    return seen.ok ? seen.value.letters.at(-1)! : undefined
  }

  it('is refused only with the reasons for the delay, which stand in the letter beside the way to complain', async () => {
    const { ref, person } = await requestInReview()
    await setClock(60 * day)
    const raw = { ref, ground: 'excessive' as const, reason }
    expect(await refuseRequest(desk.officer, raw)).toMatchObject({ fields: { lateness: ['lateness.missing'] } })
    expect(await refuseRequest(desk.officer, { ...raw, lateness: 'Sorry.' })).toMatchObject({ why: 'invalid' })
    const due = await dueOf(ref)
    expect(await viewLetterDraft(desk.officer, { ...raw, kind: 'request-refused', lateness })).toMatchObject({
      value: { page: { paragraphs: expect.arrayContaining([{ quoted: lateness }]) } },
    })
    expect(await refuseRequest(desk.officer, { ...raw, lateness })).toMatchObject({ ok: true })
    await setClock(0)
    const letter = await letterOf(person, ref)
    for (const [locale, late] of [
      ['en', 'so this answer comes late'],
      ['de', 'diese Antwort kommt also zu spät'],
    ] as const) {
      const { paragraphs } = letter!.said[locale]!.page
      const at = paragraphs.findIndex(each => 'text' in each && each.text.includes(late))
      expect(paragraphs[at + 1]).toEqual({ quoted: lateness })
      expect(paragraphs.findIndex(each => 'address' in each)).toBeGreaterThan(at)
    }
    expect(JSON.stringify(letter!.said.en)).toContain(sayDay(due))
  })

  it('is released only with them; in time, whatever was typed about a delay is not said', async () => {
    const late = await requestInReview()
    const built = await buildPackageOf(late.ref, desk.officer)
    await setClock(60 * day)
    const raw = { ref: late.ref, package: built }
    expect(await releasePackage(desk.officer, raw)).toMatchObject({ fields: { lateness: ['lateness.missing'] } })
    expect(await releasePackage(desk.officer, { ...raw, lateness })).toMatchObject({ ok: true })
    await setClock(0)
    const letter = await letterOf(late.person, late.ref)
    expect(letter!.letter.data).toMatchObject({ lateness, remedy: { contact: expect.any(String) } })
    const timely = await requestInReview()
    await refuseRequest(desk.officer, { ref: timely.ref, ground: 'excessive', reason, lateness })
    expect(JSON.stringify(await letterOf(timely.person, timely.ref))).not.toContain('archives')
  })
})

describe('a request that goes on where another was closed', () => {
  it('keeps the day of the first question in the United Kingdom too, however late it is reopened', async () => {
    const { ref } = await requestInReview()
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    await refuseRequest(desk.officer, { ref, ground: 'excessive', reason })
    await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' })
    const due = await dueOf(ref)
    await setClock(70 * day)
    const next = await reopenRequest(desk.officer, { ref, extent: 'same', reason })
    await setClock(0)
    if (!next.ok) throw new Error(next.why)
    expect(await dueOf(next.value.ref)).toBe(due)
    await agrees(next.value.ref)
  })
})

describe('a complaint to the organisation (DPA 2018 s.164A)', () => {
  it('has its own clock of 30 days, is acknowledged, looked into and decided, and the person sees each step', async () => {
    const { ref, person } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    expect(await raiseDispute(person, { ref, kind: 'complaint', text: 'No.' })).toMatchObject({ why: 'invalid' })
    expect(await raiseDispute(person, { ref, kind: 'complaint', text })).toMatchObject({ ok: true })
    expect(await raiseDispute(person, { ref, kind: 'complaint', text })).toMatchObject({ why: 'dispute-open' })
    const own = await viewOwnDisputes(person, ref)
    if (!own.ok) throw new Error(own.why)
    const [one] = own.value.disputes
    expect(one).toMatchObject({ state: 'received', text })
    expect(one!.dates[0]!.duty).toBe('complaint_acknowledgement')
    expect(one!.dates[0]!.startOn.until(one!.dates[0]!.dueOn).days).toBeGreaterThanOrEqual(30)
    const key = { ref, dispute: one!.id }
    expect(await acknowledgeDispute(desk.auditor, key)).toMatchObject({ why: 'not-allowed' })
    expect(await investigateDispute(desk.officer, key)).toMatchObject({ why: 'wrong-status' })
    expect(await acknowledgeDispute(desk.officer, key)).toMatchObject({ ok: true })
    expect(await acknowledgeDispute(desk.officer, key)).toMatchObject({ why: 'already-done' })
    expect(await investigateDispute(desk.officer, key)).toMatchObject({ ok: true })
    expect(await decideDispute(desk.officer, { ...key, outcome: 'granted', reason })).toMatchObject({ why: 'invalid' })
    expect(await decideDispute(desk.officer, { ...key, outcome: 'partly-upheld', reason })).toMatchObject({ ok: true })
    const after = await viewOwnDisputes(person, ref)
    expect(after.ok && after.value.disputes[0]).toMatchObject({ state: 'decided', outcome: 'partly-upheld' })
    expect(after.ok && after.value.disputes[0]!.dates[0]!.fulfilledAt).not.toBeNull()
    // A closed request can be complained about at any time.
    await refuseRequest(desk.officer, { ref, ground: 'exempt', reason })
    await closeRequest(desk.officer, { ref, outcome: 'refused-exempt' })
    await setClock(400 * day)
    expect(await raiseDispute(person, { ref, kind: 'complaint', text })).toMatchObject({ ok: true })
    await setClock(0)
    expect((await typesOf(ref)).filter(type => type.startsWith('dispute'))).toEqual([
      'dispute-received',
      'dispute-acknowledged',
      'dispute-investigated',
      'dispute-decided',
      'dispute-received',
    ])
    await agrees(ref)
  })

  it('is refused where no law of the request knows it, and to a stranger it does not exist', async () => {
    const mine = await proved()
    await changeRegime(desk.officer, { ref: mine.ref, rules: ['policy_default.access'], reason })
    expect(await raiseDispute(mine.person, { ref: mine.ref, kind: 'complaint', text })).toMatchObject({
      why: 'complaint-not-available',
    })
    const other = await proved('GB')
    expect(await raiseDispute(other.person, { ref: mine.ref, kind: 'complaint', text })).toMatchObject({
      why: 'not-found',
    })
  })
})

describe('an appeal against a refusal (Virginia)', () => {
  const refused = async () => {
    const request = await requestInReview()
    const { ref } = request
    await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason })
    expect(await refuseRequest(desk.officer, { ref, ground: 'excessive', reason })).toMatchObject({ ok: true })
    expect(await raiseDispute(request.person, { ref, kind: 'appeal', text })).toMatchObject({ ok: true })
    const own = await viewOwnDisputes(request.person, ref)
    if (!own.ok) throw new Error(own.why)
    return { ...request, dispute: own.value.disputes[0]! }
  }

  it('has sixty days and is decided by somebody other than whoever refused; granted, the request is taken up again', async () => {
    const { ref, dispute } = await refused()
    expect(dispute.dates[0]).toMatchObject({ duty: 'appeal_decision', rule: 'us_va.appeal' })
    expect(dispute.dates[0]!.startOn.until(dispute.dates[0]!.dueOn).days).toBe(60)
    const raw = { ref, dispute: dispute.id, outcome: 'granted' as const, reason }
    expect(await decideDispute(desk.officer, raw)).toMatchObject({ why: 'second-person-needed' })
    expect(await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' })).toMatchObject({
      why: 'dispute-open',
    })
    const { moveDispute } = await import('#lib/disputes/store.ts')
    const alone = { state: 'decided' as const, outcome: 'denied' as const, decidedBy: desk.officer.id }
    await expect(begin(desk.officer, scope => moveDispute(scope, dispute.id, alone))).rejects.toMatchObject({
      cause: { constraint_name: 'dispute_four_eyes' },
    })
    const second = await employ('officer', 'Another officer')
    expect(await decideDispute(second, raw)).toMatchObject({ ok: true })
    const row = await desk.peek.query('select status from dossier.request where ref = $1', [ref])
    expect(row.rows[0].status).toBe('review')
    await agrees(ref)
  })

  it('may come when the request is closed, within a reasonable time; granted, another request goes on with the old day', async () => {
    const request = await requestInReview()
    const { ref, person } = request
    await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason })
    await refuseRequest(desk.officer, { ref, ground: 'excessive', reason })
    const due = await dueOf(ref)
    expect(await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' })).toMatchObject({ ok: true })
    await setClock(184 * day)
    expect(await raiseDispute(person, { ref, kind: 'appeal', text })).toMatchObject({ why: 'appeal-not-available' })
    await setClock(100 * day)
    expect(await raiseDispute(person, { ref, kind: 'appeal', text })).toMatchObject({ ok: true })
    const own = await viewOwnDisputes(person, ref)
    const dispute = own.ok ? own.value.disputes[0]!.id : ''
    const raw = { ref, dispute, outcome: 'granted' as const, reason }
    expect(await decideDispute(desk.officer, raw)).toMatchObject({ why: 'second-person-needed' })
    const second = await employ('officer', 'A third officer')
    expect(await decideDispute(second, raw)).toMatchObject({ ok: true })
    await setClock(0)
    const row = await desk.peek.query('select status from dossier.request where ref = $1', [ref])
    expect(row.rows[0].status).toBe('closed')
    const seen = await viewOwnRequest(person, ref)
    const next = seen.ok ? seen.value.successor! : ''
    expect(await dueOf(next)).toBe(due)
    await agrees(ref)
    await agrees(next)
  })

  it('has no place where nothing was refused', async () => {
    const { ref, person } = await proved('US-CA')
    await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason })
    expect(await raiseDispute(person, { ref, kind: 'appeal', text })).toMatchObject({ why: 'appeal-not-available' })
  })
})
