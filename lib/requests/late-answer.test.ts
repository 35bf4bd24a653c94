import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatDate } from '#lib/i18n/formats.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { changeRegime } from './change-regime.ts'
import { agrees, day, dueOf, type proved, setClock } from './clock-for-tests.ts'
import { closeRequest } from './close-request.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { reopenRequest } from './reopen-request.ts'
import { buildPackageOf, requestInReview } from './request-for-tests.ts'
import { viewLetterDraft } from './view-letter-draft.ts'
import { viewOwnRequest } from './view-own-request.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'

const sayDay = (iso: string) => formatDate('en', Temporal.PlainDate.from(iso))

describe('an answer that comes after its day', () => {
  const lateness = 'Two archives had to be read from tape.'
  const letterOf = async (person: Awaited<ReturnType<typeof proved>>['person'], ref: string) => {
    const seen = await viewOwnRequest(person, ref)
    return seen.ok ? seen.value.letters.at(-1)! : undefined
  }

  it('is refused only with the reasons for the delay, which stand in the letter beside the way to complain', async () => {
    const { ref, person } = await requestInReview()
    await setClock(desk, 60 * day)
    const raw = { ref, ground: 'excessive' as const, reason }
    expect(await refuseRequest(desk.officer, raw)).toMatchObject({ fields: { lateness: ['lateness.missing'] } })
    expect(await refuseRequest(desk.officer, { ...raw, lateness: 'Sorry.' })).toMatchObject({ why: 'invalid' })
    const due = await dueOf(desk, ref)
    expect(await viewLetterDraft(desk.officer, { ...raw, kind: 'request-refused', lateness })).toMatchObject({
      value: { page: { paragraphs: expect.arrayContaining([{ quoted: lateness }]) } },
    })
    expect(await refuseRequest(desk.officer, { ...raw, lateness })).toMatchObject({ ok: true })
    await setClock(desk, 0)
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
    await setClock(desk, 60 * day)
    const raw = { ref: late.ref, package: built }
    expect(await releasePackage(desk.officer, raw)).toMatchObject({ fields: { lateness: ['lateness.missing'] } })
    expect(await releasePackage(desk.officer, { ...raw, lateness })).toMatchObject({ ok: true })
    await setClock(desk, 0)
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
    const due = await dueOf(desk, ref)
    await setClock(desk, 70 * day)
    const next = await reopenRequest(desk.officer, { ref, extent: 'same', reason })
    await setClock(desk, 0)
    if (!next.ok) throw new Error(next.why)
    expect(await dueOf(desk, next.value.ref)).toBe(due)
    await agrees(next.value.ref)
  })
})
