import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { letPass, mailsTo, toldIn } from '#lib/identity/links-for-tests.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { answerQuestion } from './answer-question.ts'
import { askQuestion } from './ask-question.ts'
import { changeRegime } from './change-regime.ts'
import { dropQuestion, endUnanswered, questionDays } from './drop-question.ts'
import { ask, done, officer, openHouse, prove } from './lives-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { viewAuditedRequests } from './view-audited-requests.ts'
import { viewOwnMessages } from './view-own-messages.ts'
import { viewOwnRequest } from './view-own-request.ts'
import { viewQuestion } from './view-question.ts'
import { viewWorkList } from './view-work-list.ts'
import { withdrawRequest } from './withdraw-request.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
})
afterEach(() =>
  portal.peek.query(`begin; select set_config('dossier.tx', 'test', true); delete from dossier.demo_clock; commit`),
)
afterAll(() => portal.stop())

const day = 86_400
const auditor: Actor = { kind: 'auditor', id: randomUUID() }
const text = 'Do you mean the shop in Cork or the one in Leeds?'

async function living(country: 'IE' | 'GB') {
  const address = `${randomUUID()}@example.org`
  const asked = await ask(address, country)
  await prove(asked)
  const person: Actor = { kind: 'person', id: (await rowOf(asked.ref)).person_id, provedAt: '2026-11-23T09:00:00Z' }
  return { ...asked, address, person }
}
/** Somebody in the United Kingdom, whose request is answered under its law alone. */
async function british() {
  const one = await living('GB')
  done(
    await changeRegime(officer, {
      ref: one.ref,
      rules: ['uk_gdpr.access'],
      reason: 'Lives and shops in the United Kingdom.',
    }),
  )
  return one
}
const rowOf = async (ref: string) =>
  (await portal.peek.query('select * from dossier.request where ref = $1', [ref])).rows[0]
const lastTold = async (ref: string) => (await toldIn(`request:${(await rowOf(ref)).id}`)).at(-1)!

describe('under the law of the United Kingdom', () => {
  it('the clock stands still from the question to the answer, and the days are added (UK GDPR Art. 12A)', async () => {
    const { ref, person } = await british()
    const before = done(await viewOwnRequest(person, ref)).due.on
    expect(done(await viewQuestion(officer, { ref }))).toMatchObject({ pauses: true })
    expect(done(await askQuestion(officer, { ref, text }))).toEqual({ paused: true })
    expect((await rowOf(ref)).paused_since).not.toBeNull()
    await letPass(9 * day)
    const waiting = done(await viewOwnRequest(person, ref))
    expect(waiting.question?.text).toBe(text)
    // The tenth day may fall on a day on which the date before had already been rolled past a weekend.
    expect(waiting.paused!.dueIfResumed.since(before).days).toBeGreaterThanOrEqual(7)
    done(await answerQuestion(person, { ref, ending: 'answered', text: 'The one in Leeds.' }))
    const after = done(await viewOwnRequest(person, ref))
    expect(after.due.on.toString()).toBe(waiting.paused!.dueIfResumed.toString())
    expect(after.moves.at(-1)).toMatchObject({ by: 'clarification-answered', from: before, to: after.due.on })
    expect([after.paused, after.question]).toEqual([null, null])
    expect((await rowOf(ref)).paused_since).toBeNull()
  })

  it('whoever waits for an answer is not late, however long it takes', async () => {
    const { ref, person } = await british()
    done(await askQuestion(officer, { ref, text }))
    await letPass(60 * day)
    expect(done(await viewOwnRequest(person, ref)).due.overdue).toBe(false)
    const list = done(await viewWorkList(officer, { filter: 'open', refs: [ref] }))
    expect(list.rows).toMatchObject([{ paused: true, overdue: false, pressing: false }])
    const late = done(await viewWorkList(officer, { filter: 'overdue', limit: 100 }))
    expect(late.rows.map(row => row.ref)).not.toContain(ref)
    expect(done(await viewOwnRequest(person, ref)).complaint).toBe(null)
    const audited = done(await viewAuditedRequests(auditor, { timeliness: 'late' }))
    expect(audited.requests.map(row => row.ref)).not.toContain(ref)
    done(await refuseRequest(officer, { ref, ground: 'excessive', reason: 'Three the same within one week.' }))
    const inTime = done(await viewAuditedRequests(auditor, { timeliness: 'in-time' }))
    expect(inTime.requests.map(row => row.ref)).toContain(ref)
  })

  /** Under the laws of the United Kingdom and of California, asked after twenty days; the day before that. */
  async function twice() {
    const one = await living('GB')
    const rules = ['uk_gdpr.access', 'ccpa.know']
    done(await changeRegime(officer, { ref: one.ref, rules, reason: 'A Californian who shops in the United Kingdom.' }))
    const before = (await rowOf(one.ref)).due_on
    await letPass(20 * day)
    expect(done(await viewQuestion(officer, { ref: one.ref }))).toMatchObject({ pauses: false })
    expect(done(await askQuestion(officer, { ref: one.ref, text }))).toEqual({ paused: false })
    return { ...one, before }
  }
  const movesOf = async ({ person, ref }: Awaited<ReturnType<typeof twice>>) =>
    done(await viewOwnRequest(person, ref)).moves.map(({ by }) => by)

  it('the day of another law comes all the same: it governs while the clock of the United Kingdom stands still', async () => {
    const one = await twice()
    expect(await lastTold(one.ref)).toMatchObject({ data: { pauses: ['uk_gdpr.access'], law: { rule: 'ccpa.know' } } })
    await letPass(26 * day)
    expect(done(await viewOwnRequest(one.person, one.ref)).due.overdue).toBe(true)
    expect(await movesOf(one)).toEqual(['clarification-asked'])
  })

  it('the earlier day governs again when the clock goes on, and the page says both moves', async () => {
    const one = await twice()
    await letPass(3 * day)
    done(await answerQuestion(one.person, { ref: one.ref, ending: 'declined' }))
    expect(await lastTold(one.ref)).toMatchObject({ data: { law: { rule: 'uk_gdpr.access' } } })
    expect((await rowOf(one.ref)).due_on.getTime()).toBeGreaterThan(one.before.getTime())
    expect(await movesOf(one)).toEqual(['clarification-asked', 'clarification-answered'])
  })

  it('a question after the last day pauses nothing, and is no fault', async () => {
    const { ref } = await british()
    await letPass(70 * day)
    expect(done(await viewQuestion(officer, { ref })).pauses).toBe(false)
    expect(done(await askQuestion(officer, { ref, text }))).toEqual({ paused: false })
  })
})

describe('under the GDPR of the Union', () => {
  it('the clock runs on, and the officer knows it before they ask', async () => {
    const { ref, person } = await living('IE')
    const before = (await rowOf(ref)).due_on
    expect(done(await viewQuestion(officer, { ref }))).toMatchObject({ pauses: false, rules: [{ pauses: false }] })
    expect(done(await askQuestion(officer, { ref, text }))).toEqual({ paused: false })
    await letPass(5 * day)
    done(await answerQuestion(person, { ref, ending: 'answered', text: 'The one in Cork.' }))
    expect((await rowOf(ref)).due_on).toEqual(before)
    expect(await lastTold(ref)).toMatchObject({ type: 'clarification-answered', data: { ending: 'answered' } })
  })
})

describe('the person', () => {
  it('may decline: the request goes on', async () => {
    const { ref, person } = await british()
    done(await askQuestion(officer, { ref, text }))
    done(await answerQuestion(person, { ref, ending: 'declined' }))
    expect((await rowOf(ref)).status).toBe('proved')
    expect(await lastTold(ref)).toMatchObject({ data: { ending: 'declined', body: null } })
    expect((await mailsTo('privacy@example.org')).map(({ letter }) => letter)).toContain('team-question-ended')
  })

  it('sees the question, and answers one that nobody asked with a sentence', async () => {
    const { ref, person, address } = await living('IE')
    done(await askQuestion(officer, { ref, text }))
    expect((await mailsTo(address)).at(-1)).toMatchObject({ letter: 'question-waiting' })
    expect(done(await viewOwnMessages(person, { ref })).question?.text).toBe(text)
    done(await answerQuestion(person, { ref, ending: 'declined' }))
    expect(await answerQuestion(person, { ref, ending: 'declined' })).toEqual({ ok: false, why: 'no-question' })
  })
})

describe('one question at a time', () => {
  it('of two officers who ask at once one asks; of two answers one counts', async () => {
    const { ref, person } = await british()
    const asked = await Promise.all([askQuestion(officer, { ref, text }), askQuestion(officer, { ref, text })])
    expect(asked.filter(({ ok }) => ok)).toHaveLength(1)
    expect(asked).toContainEqual({ ok: false, why: 'question-open' })
    const ended = await Promise.all([
      answerQuestion(person, { ref, ending: 'answered', text: 'Leeds.' }),
      answerQuestion(person, { ref, ending: 'declined' }),
      dropQuestion(officer, { ref }),
    ])
    expect(ended.filter(({ ok }) => ok)).toHaveLength(1)
    expect(ended.filter(({ ok }) => !ok)).toEqual([
      { ok: false, why: 'no-question' },
      { ok: false, why: 'no-question' },
    ])
  })

  it('an officer goes on without an answer; after thirty days the portal does', async () => {
    const [one, other] = [await british(), await british()]
    done(await askQuestion(officer, { ref: one.ref, text }))
    done(await askQuestion(officer, { ref: other.ref, text }))
    done(await dropQuestion(officer, { ref: one.ref }))
    await letPass((questionDays - 1) * day)
    await endUnanswered()
    expect((await rowOf(other.ref)).paused_since).not.toBeNull()
    await letPass(2 * day)
    await endUnanswered()
    expect(await lastTold(other.ref)).toMatchObject({ type: 'clarification-answered', data: { ending: 'unanswered' } })
    expect((await rowOf(other.ref)).status).toBe('proved')
  })
})

describe('is refused', () => {
  it('to who asks before the mailbox is confirmed, or after the end, or in fewer words than can be understood', async () => {
    const unproved = await ask()
    const { ref, person } = await living('IE')
    expect(await askQuestion(officer, { ref: unproved.ref, text })).toMatchObject({ why: 'wrong-status' })
    expect(await askQuestion(officer, { ref, text: 'Which one?' })).toMatchObject({
      fields: { text: ['text.too-short'] },
    })
    done(await askQuestion(officer, { ref, text }))
    done(await withdrawRequest(person, { ref }))
    expect(await answerQuestion(person, { ref, ending: 'declined' })).toMatchObject({ why: 'wrong-status' })
    expect(await dropQuestion(officer, { ref })).toMatchObject({ why: 'wrong-status' })
  })

  it('to auditors, who may look, never touch', async () => {
    const { ref } = await living('IE')
    expect(await askQuestion(auditor, { ref, text })).toEqual({ ok: false, why: 'not-allowed' })
    expect(await dropQuestion(auditor, { ref })).toEqual({ ok: false, why: 'not-allowed' })
  })
})

it('folding the history gives the rows, paused or not', async () => {
  await sealHistory()
  expect(await verifyStored(worker, {})).toMatchObject({ ok: true, value: { ok: true } })
})
