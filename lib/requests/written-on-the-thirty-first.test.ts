import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeInOneLine } from '#lib/deadlines/describe-steps.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { newId } from '#lib/kernel/ids.ts'
import { makeFeed } from '#lib/reminders/make-feed.ts'
import { viewFeed } from '#lib/reminders/view-feed.ts'
import { answerQuestion } from './answer-question.ts'
import { askQuestion } from './ask-question.ts'
import { changeRegime } from './change-regime.ts'
import { setClock } from './clock-for-tests.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { extendDeadline } from './extend-deadline.ts'
import { prove } from './request-for-tests.ts'
import { takeInRequest } from './take-in-request.ts'
import { viewOwnRequest } from './view-own-request.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const zone = 'Europe/Dublin'
const reason = 'The records of eleven systems must be told apart.'

/** Noon of the next 31st there: the demo's clock of this database is moved to it, and a few days on. */
function thirtyFirst(): Temporal.ZonedDateTime {
  let day = Temporal.Now.zonedDateTimeISO(zone).add({ days: 1 })
  while (day.day !== 31) day = day.add({ days: 1 })
  return day.with({ hour: 12, minute: 0, second: 0 })
}
const goTo = (then: Temporal.ZonedDateTime) =>
  setClock(desk, Math.round(Temporal.Now.instant().until(then.toInstant()).total('seconds')))

it('received on a 31st by letter, paused, answered, extended: the person sees the old date, the new date and the reason', async () => {
  const then = thirtyFirst()
  await goTo(then)
  const first = then.toPlainDate()
  const given = { receivedOn: first.toString(), address: 'gareth@example.org', message: 'Please send me all you hold.' }
  const came = { channel: 'post' as const, country: 'GB' as const, relation: 'customer' as const, locale: 'de' }
  const taken = await takeInRequest(desk.officer, { ...given, ...came, behalf: 'self', proof: 'link' })
  if (!taken.ok) throw new Error(taken.why)
  const { ref } = taken.value
  const person = await prove({ ref, address: given.address, visitor: { kind: 'visitor', id: newId() } })
  // The seat is in the Union, whose law knows no pause: the officer finds that only the British one applies.
  expect(await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })).toMatchObject({ ok: true })
  const dueOf = async () => {
    const seen = await viewOwnRequest(person, ref)
    if (!seen.ok) throw new Error(seen.why)
    return seen.value
  }
  await goTo(then.add({ days: 2 }))
  expect(await askQuestion(desk.officer, { ref, text: 'Which of our two shops do you mean?' })).toMatchObject({
    ok: true,
  })
  expect((await dueOf()).paused?.since.toString()).toBe(first.add({ days: 2 }).toString())
  await goTo(then.add({ days: 7 }))
  expect(await answerQuestion(person, { ref, ending: 'answered', text: 'The one at the harbour.' })).toMatchObject({
    ok: true,
  })
  const answered = await dueOf()
  expect(answered.paused).toBeNull()
  const uk = answered.deadlines.find(({ rule }) => rule === 'uk_gdpr.access')!
  const pauses = uk.steps.filter(({ code }) => code === 'pause')
  expect(pauses).toMatchObject([{ params: { topic: 'clarification', days: 5 } }])
  const was = answered.due.on
  expect(await extendDeadline(desk.officer, { ref, ground: 'complexity', reason })).toMatchObject({ ok: true })
  const extended = await dueOf()
  const due = extended.due.on
  expect(Temporal.PlainDate.compare(due, was)).toBe(1)
  expect(extended.moves.at(-1)).toMatchObject({ by: 'deadline-extended', from: was, to: due })
  expect(extended.letters.at(-1)!.letter).toMatchObject({
    kind: 'deadline-extended',
    data: { was: was.toString(), due: due.toString(), reason },
  })
  const after = extended.deadlines.find(({ rule }) => rule === 'uk_gdpr.access')!
  const unrolled = first.add({ months: 3 }).add({ days: 5 }).toString()
  expect(after.steps.map(({ date }) => date)).toContain(unrolled)
  for (const [locale, begins] of [
    ['en', 'Received '],
    ['de', 'Eingegangen '],
  ] as const) {
    const line = describeInOneLine(after.steps, createTranslator(locale, 'deadlines'), locale)
    expect(line.startsWith(begins)).toBe(true)
    expect(line).toContain(' 31')
  }
  const made = await makeFeed(desk.officer, {})
  const feed = await viewFeed(
    { kind: 'visitor', id: newId() },
    /calendar\/(.+)\.ics$/.exec(made.ok ? made.value.path : '')![1]!,
  )
  const duties = feed.ok ? feed.value.duties : []
  const entry = duties.find(duty => duty.ref === ref && duty.duty === 'answer')
  expect(entry?.dueOn.toString()).toBe(due.toString())
})
