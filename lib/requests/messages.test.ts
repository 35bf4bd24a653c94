import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { mailsTo, toldIn } from '#lib/identity/links-for-tests.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { done } from './lives-for-tests.ts'
import { askForCopy, prove, requestId } from './request-for-tests.ts'
import { viewMessages } from './view-messages.ts'
import { viewOwnMessages } from './view-own-messages.ts'
import { viewOwnRequest } from './view-own-request.ts'
import { viewRequest } from './view-request.ts'
import { writeToPerson } from './write-to-person.ts'
import { writeToTeam } from './write-to-team.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const requestProved = async () => {
  const asked = await askForCopy()
  return { ...asked, person: await prove(asked) }
}

const secret = 'My maiden name was Tarrantine.'
const unreadOf = async (person: Actor, ref: string) => done(await viewOwnRequest(person, ref)).unread

describe('person and team write to each other', () => {
  it('in the portal alone: the mails say that something waits, the history holds commitments', async () => {
    const { ref, person, address } = await requestProved()
    done(await writeToTeam(person, { ref, text: secret }))
    done(await writeToPerson(desk.officer, { ref, text: 'Thank you, that helps.' }))
    const mails = [...(await mailsTo(address)), ...(await mailsTo('privacy@portal.test'))]
    expect(mails.map(({ letter }) => letter)).toEqual(expect.arrayContaining(['message-waiting', 'team-person-wrote']))
    expect(JSON.stringify(mails.map(({ text, html }) => [text, html]))).not.toMatch(/Tarrantine|that helps/)
    const told = (await toldIn(`request:${await requestId(ref)}`)).filter(({ type }) => type === 'message-written')
    expect(told.map(({ data }) => data.side)).toEqual(['person', 'team'])
    expect(JSON.stringify(told)).not.toMatch(/Tarrantine|that helps/)
    const { rows } = await desk.peek.query('select body from dossier.message')
    expect(rows.map(({ body }) => body.toString('latin1')).join()).not.toMatch(/Tarrantine|that helps/)
  })

  it('and each sees who wrote what and when; of the team the person hears no name', async () => {
    const { ref, person } = await requestProved()
    done(await writeToTeam(person, { ref, text: secret }))
    done(await writeToPerson(desk.officer, { ref, text: 'Thank you.' }))
    const theirs = done(await viewMessages(desk.officer, { ref })).messages
    expect(theirs).toMatchObject([
      { author: 'The officer', text: 'Thank you.' },
      { side: 'person', text: secret, author: null },
    ])
    const own = done(await viewOwnMessages(person, { ref })).messages
    expect(own.map(({ text }) => text)).toEqual(['Thank you.', secret])
    expect(JSON.stringify(own)).not.toMatch(new RegExp(`The officer|${desk.officer.id}`))
  })

  it('and what is new counts as new until it was opened', async () => {
    const { ref, person } = await requestProved()
    done(await writeToPerson(desk.officer, { ref, text: 'One.' }))
    done(await writeToPerson(desk.officer, { ref, text: 'Two.' }))
    expect(await unreadOf(person, ref)).toBe(2)
    await viewOwnMessages(person, { ref })
    expect(await unreadOf(person, ref)).toBe(0)
    done(await writeToTeam(person, { ref, text: 'Three.' }))
    expect(done(await viewRequest(desk.admin, { ref })).unread).toBe(1)
    expect(done(await viewMessages(desk.officer, { ref })).messages[1]?.readAt).not.toBeNull()
    expect(done(await viewRequest(desk.officer, { ref })).unread).toBe(0)
  })

  it('page by page, none twice and none lost', async () => {
    const { ref, person } = await requestProved()
    for (let count = 0; count < 23; count++) done(await writeToPerson(desk.officer, { ref, text: `No. ${count}` }))
    const first = done(await viewOwnMessages(person, { ref }))
    const rest = done(await viewOwnMessages(person, { ref, before: first.older! }))
    expect([first.messages.length, rest.messages.length, rest.older]).toEqual([20, 3, null])
    expect(new Set([...first.messages, ...rest.messages].map(({ text }) => text)).size).toBe(23)
  })
})

describe('nobody', () => {
  it('writes nothing, or a book', async () => {
    const { ref, person } = await requestProved()
    for (const text of ['', '  \n ', 'x'.repeat(4001)])
      expect(await writeToTeam(person, { ref, text })).toMatchObject({
        why: 'invalid',
        fields: { text: expect.any(Array) },
      })
  })

  it('writes to a mailbox that nobody has confirmed', async () => {
    const { ref } = await askForCopy()
    expect(await writeToPerson(desk.officer, { ref, text: 'Hello?' })).toEqual({
      ok: false,
      why: 'wrong-status',
      detail: { status: 'received' },
    })
  })

  it('but an officer reads or writes for the team: an auditor may look at the history, never here', async () => {
    const { ref } = await requestProved()
    for (const actor of [desk.auditor, desk.admin]) {
      expect(await writeToPerson(actor, { ref, text: 'Hello?' })).toEqual({ ok: false, why: 'not-allowed' })
      expect(await viewMessages(actor, { ref })).toEqual({ ok: false, why: 'not-allowed' })
    }
  })

  it('writes more than a person can mean to', async () => {
    const { ref, person } = await requestProved()
    const results = []
    for (let count = 0; count < 21; count++) results.push(await writeToTeam(person, { ref, text: 'Again.' }))
    expect(results.filter(({ ok }) => ok)).toHaveLength(20)
    expect(results.at(-1)).toMatchObject({ why: 'too-many' })
  })
})
