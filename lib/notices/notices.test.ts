import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aVisitor, letPass, mailsTo, toldIn } from '#lib/identity/links-for-tests.ts'
import { openDesk } from '#lib/requests/desk-for-tests.ts'
import { requestInReview } from '#lib/requests/request-for-tests.ts'
import { compareTexts } from './compare-texts.ts'
import { followNotice, unfollowNotice } from './follow-notice.ts'
import { inForce, quoted } from './in-force.ts'
import { hashNotice } from './per-language.ts'
import { publishNotice } from './publish-notice.ts'
import { tellReaders } from './tell-readers.ts'
import { viewNotices } from './view-notices.ts'

let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const notice = (effectiveOn: string, en = 'We collect forms.') => ({
  ...{ effectiveOn, en, de: 'Wir erheben Formulare.', changesEn: 'First version.', changesDe: 'Erste Fassung.' },
})
const seen = async () => {
  const all = await viewNotices(aVisitor(), undefined)
  if (!all.ok) throw new Error(all.why)
  return all.value
}

describe('the privacy notice', () => {
  it('is published by an admin, in force or for later, with its hash in the history', async () => {
    expect(await seen()).toMatchObject({ versions: [], present: undefined })
    expect(await publishNotice(desk.admin, notice('2024-01-01'))).toEqual({ ok: true, value: { number: 1 } })
    const future = Temporal.Now.plainDateISO('Europe/Dublin').add({ days: 20 }).toString()
    expect(await publishNotice(desk.admin, notice(future, 'We collect forms.\r\nAnd calls. '))).toMatchObject({
      ok: true,
    })
    const { versions, present } = await seen()
    expect(present?.number).toBe(1)
    expect(versions.map(({ number }) => number)).toEqual([1, 2])
    const [, newest] = versions
    expect(newest!.texts.en).toBe('We collect forms.\nAnd calls.')
    const sha256 = hashNotice({ number: 2, effectiveOn: future, texts: newest!.texts })
    expect(newest!.sha256).toBe(sha256)
    expect((await toldIn('notice')).at(-1)).toEqual({
      type: 'notice-published',
      data: { version: 2, effectiveOn: future, sha256 },
    })
    await letPass(21 * 86400)
    expect((await seen()).present?.number).toBe(2)
    await letPass(-21 * 86400)
  })

  it('never comes before the one it follows, and is never changed, not even by the owner of the database', async () => {
    expect(await publishNotice(desk.admin, notice('2023-01-01'))).toMatchObject({ ok: false, why: 'notice-not-later' })
    expect(await publishNotice(desk.admin, { ...notice('2999-01-01'), de: ' ' })).toMatchObject({
      fields: { de: ['notice.missing'] },
    })
    await expect(
      desk.peek.query(`begin; set local dossier.tx = 'x'; update dossier.notice_version set sha256 = ''`),
    ).rejects.toMatchObject({ code: 'DS002' })
    await desk.peek.query('rollback').catch(() => {})
  })

  it('is published by nobody else', async () => {
    for (const actor of [desk.officer, desk.auditor, aVisitor()])
      expect(await publishNotice(actor, notice('2999-01-01'))).toEqual({ ok: false, why: 'not-allowed' })
  })

  it('tells who asked, once for each version, and nobody who came later or left', async () => {
    const [one, two, late] = [await requestInReview(), await requestInReview(), await requestInReview()]
    const news = async (address: string) =>
      (await mailsTo(address)).filter(({ letter }) => letter === 'notice-published')
    expect(await followNotice(one.person, {})).toMatchObject({ ok: true })
    expect(await followNotice(one.person, {})).toMatchObject({ why: 'already-done' })
    expect(await followNotice(two.person, {})).toMatchObject({ ok: true })
    expect(await unfollowNotice(two.person, {})).toMatchObject({ ok: true })
    expect(await unfollowNotice(two.person, {})).toMatchObject({ why: 'already-done' })
    await tellReaders()
    expect(await news(one.address)).toHaveLength(0)
    await letPass(1)
    expect(await publishNotice(desk.admin, notice('2990-01-01', 'New.'))).toMatchObject({ ok: true })
    await letPass(1)
    expect(await followNotice(late.person, {})).toMatchObject({ ok: true })
    await Promise.all([tellReaders(), tellReaders()])
    await tellReaders()
    const [mail, ...more] = await news(one.address)
    expect(more).toEqual([])
    expect(mail!.text).toContain('/notice')
    expect(await news(two.address)).toEqual([])
    expect(await news(late.address)).toEqual([])
    const told = (await toldIn('notice')).filter(({ type }) => type === 'notice-told')
    expect(told.map(({ data }) => data)).toEqual([{ version: 3, readers: 1 }])
    const { value } = (await viewNotices(one.person, undefined)) as { value: { follows: boolean } }
    expect(value.follows).toBe(true)
  })
})

describe('two versions', () => {
  it('are compared sentence by sentence, and the pieces are the texts again', () => {
    const before = 'We collect forms. We keep them three years.\n\nWrite to us.'
    const after = 'We collect forms. We keep them two years. We delete them then.\n\nWrite to us.'
    const pieces = compareTexts(before, after)
    expect(pieces.map(({ kind, text }) => `${kind} ${text.trim()}`)).toEqual([
      'same We collect forms.',
      'removed We keep them three years.',
      'added We keep them two years.',
      'added We delete them then.',
      'same Write to us.',
    ])
    const join = (leave: string) =>
      pieces
        .filter(({ kind }) => kind !== leave)
        .map(({ text }) => text)
        .join('')
    expect(join('removed')).toBe(after)
    expect(compareTexts(before, before).every(({ kind }) => kind === 'same')).toBe(true)
    expect(compareTexts('', after).every(({ kind }) => kind === 'added')).toBe(true)
  })

  it('are chosen by day: the one in force then, and the one in force today', () => {
    const day = (iso: string) => Temporal.PlainDate.from(iso)
    const all = [
      { number: 1, effectiveOn: day('2023-01-09') },
      { number: 2, effectiveOn: day('2024-09-02') },
      { number: 3, effectiveOn: day('2027-01-01') },
    ]
    expect(inForce(all, day('2023-01-08'))).toBeUndefined()
    expect(inForce(all, day('2023-01-09'))?.number).toBe(1)
    expect(inForce(all, day('2024-09-02'))?.number).toBe(2)
    const answer = quoted(all, { collectedOn: day('2024-01-01'), today: day('2026-11-27') })
    expect([answer.collected?.number, answer.today?.number]).toEqual([1, 2])
    expect(quoted(all, { collectedOn: undefined, today: day('2026-11-27') }).collected).toBeUndefined()
  })
})
