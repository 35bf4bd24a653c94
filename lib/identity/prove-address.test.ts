import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { ask, done, openHouse, search } from '#lib/requests/lives-for-tests.ts'
import { mendAddress } from '#lib/requests/mend-address.ts'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { disownLink } from './disown-link.ts'
import { aVisitor, countOf, letPass, mailsTo, tokensTo, toldIn } from './links-for-tests.ts'
import { proveAddress } from './prove-address.ts'
import { sendMagicLink } from './send-magic-link.ts'
import { viewSession } from './view-session.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
})
afterAll(() => portal.stop())

const prove = (token: string, actor: Actor = aVisitor()) => proveAddress(actor, { token, origin: randomUUID() })
const send = (address: string, origin: string = randomUUID()) =>
  sendMagicLink(aVisitor(), { address, returnTo: '/requests', locale: 'en', origin })
const outcomes = (results: readonly { ok: boolean; why?: string }[]) => {
  const counted: { [outcome: string]: number } = {}
  for (const { ok, why = 'fault' } of results) counted[ok ? 'ok' : why] = (counted[ok ? 'ok' : why] ?? 0) + 1
  return counted
}
const statusOf = async (id: string) =>
  (await portal.peek.query('select status from dossier.request where id = $1', [id])).rows[0].status

describe('a link from a mail', () => {
  it('makes one session, however many press its button at once', async () => {
    const asked = await ask('fifty@example.org')
    const [token] = await tokensTo('fifty@example.org')
    const sessions = await countOf('session')
    const results = await Promise.all(Array.from({ length: 50 }, () => prove(token!)))
    expect(outcomes(results)).toEqual({ ok: 1, 'link-unknown': 49 })
    expect(await countOf('session')).toBe(sessions + 1)
    expect(await countOf('link_token')).toBe(0)
    const told = await toldIn(`request:${asked.id}`)
    expect(told.filter(({ type }) => type === 'address-proved')).toHaveLength(1)
    const [won] = results.filter(result => result.ok)
    expect((await viewSession(aVisitor(), won!.ok ? won!.value.session.token : '')).ok).toBe(true)
  })

  it('dies when a newer one is sent to the same mailbox', async () => {
    for (let round = 0; round < 3; round++) done(await send('newer@example.org'))
    const [first, second, third] = await tokensTo('newer@example.org')
    expect(await prove(first!)).toEqual({ ok: false, why: 'link-unknown' })
    expect(await prove(second!)).toEqual({ ok: false, why: 'link-unknown' })
    expect((await prove(third!)).ok).toBe(true)
  })

  it('works for ten minutes of the time that passes, and says when they are over', async () => {
    done(await send('late@example.org'))
    const [token] = await tokensTo('late@example.org')
    await letPass(601)
    const visitor = aVisitor()
    expect(await prove(token!, visitor)).toEqual({ ok: false, why: 'link-expired' })
    expect(await toldIn(`sign-in:visitor:${visitor.id}`)).toEqual([
      { type: 'proof-failed', data: { because: 'expired' } },
    ])
    done(await send('late@example.org'))
    const [, newer] = await tokensTo('late@example.org')
    await letPass(595)
    expect((await prove(newer!)).ok).toBe(true)
  })

  it('that nobody sent opens nothing, and the attempt is told', async () => {
    const visitor = aVisitor()
    expect(await prove('x'.repeat(43), visitor)).toEqual({ ok: false, why: 'link-unknown' })
    expect(await toldIn(`sign-in:visitor:${visitor.id}`)).toEqual([
      { type: 'proof-failed', data: { because: 'unknown' } },
    ])
  })

  it('to a mistyped mailbox is dead once the address is mended, and proves nothing for the new one', async () => {
    const asked = await ask('mistypd@example.org')
    done(await mendAddress(asked.visitor, { ref: asked.ref, address: 'mistyped@example.org', origin: randomUUID() }))
    const [wrong] = await tokensTo('mistypd@example.org')
    expect(await prove(wrong!)).toEqual({ ok: false, why: 'link-unknown' })
    expect(await statusOf(asked.id)).toBe('received')
    const [right] = await tokensTo('mistyped@example.org')
    expect((await prove(right!)).ok).toBe(true)
    expect(await statusOf(asked.id)).toBe('proved')
  })

  it('to the old mailbox, sent after the address was mended, signs in there and leaves the request alone', async () => {
    const asked = await ask('before@example.org')
    done(await mendAddress(asked.visitor, { ref: asked.ref, address: 'after@example.org', origin: randomUUID() }))
    done(await send('before@example.org'))
    expect((await prove((await tokensTo('before@example.org')).at(-1)!)).ok).toBe(true)
    expect(await statusOf(asked.id)).toBe('received')
  })

  it('is disowned by whoever reads the mailbox: the link is dead, and the request lapses at once', async () => {
    const asked = await ask('not-me@example.org')
    const [token] = await tokensTo('not-me@example.org')
    expect((await disownLink(aVisitor(), { token: token! })).ok).toBe(true)
    expect(await prove(token!)).toEqual({ ok: false, why: 'link-unknown' })
    expect(await statusOf(asked.id)).toBe('lapsed')
    expect((await toldIn(`request:${asked.id}`)).at(-1)?.type).toBe('request-lapsed')
    expect(await disownLink(aVisitor(), { token: token! })).toEqual({ ok: false, why: 'link-unknown' })
  })

  it('is either proved or disowned when both are pressed at once', async () => {
    const asked = await ask('both@example.org')
    const [token] = await tokensTo('both@example.org')
    const both = await Promise.all([prove(token!), disownLink(aVisitor(), { token: token! })])
    expect(outcomes(both)).toEqual({ ok: 1, 'link-unknown': 1 })
    expect(await statusOf(asked.id)).toBe(both[0].ok ? 'proved' : 'lapsed')
  })
})

describe('a stranger learns nothing', () => {
  /** What one call leaves behind, without what is random in every call. */
  async function footprint(address: string, call: () => Promise<unknown>) {
    const tables = ['request', 'deadline', 'link_token', 'mail', 'person', 'session', 'letter', 'history_event']
    const before = await Promise.all(tables.map(table => countOf(table)))
    const mailsBefore = (await mailsTo(address)).length
    const value = await call()
    const after = await Promise.all(tables.map(table => countOf(table)))
    const rows = Object.fromEntries(tables.map((table, index) => [table, after[index]! - before[index]!]))
    const mails = (await mailsTo(address)).slice(mailsBefore).map(({ letter, subject, text, state }) => ({
      letter,
      subject,
      state,
      text: text.replace(/[\w-]{43}/g, 'TOKEN'),
    }))
    return { value, rows, mails }
  }

  async function known(address: string) {
    done(await send(address))
    done(await prove((await tokensTo(address)).at(-1)!))
    await letPass(1000)
  }

  it('by asking for a sign-in link: value, rows and mail are the same for known and unknown', async () => {
    await known('known@example.org')
    const one = await footprint('known@example.org', () => send('known@example.org'))
    const other = await footprint('nobody@example.org', () => send('nobody@example.org'))
    expect(one).toEqual(other)
    expect(one.value).toEqual({ ok: true, value: { sent: true } })
    expect(one.mails).toHaveLength(1)
  })

  it('by asking for a copy: value, rows and mail are the same for known and unknown', async () => {
    await known('known-too@example.org')
    const request = { country: 'IE', relation: 'customer', message: '', locale: 'en' } as const
    const submit = async (address: string) => {
      const result = await submitRequest(aVisitor(), { ...request, address, origin: randomUUID() })
      return JSON.parse(JSON.stringify(result).replace(/D-[0-9A-Z]{4}-[0-9A-Z]{4}/, 'REF'))
    }
    const one = await footprint('known-too@example.org', () => submit('known-too@example.org'))
    const other = await footprint('stranger@example.org', () => submit('stranger@example.org'))
    expect(one).toEqual(other)
    expect(one.value).toEqual({ ok: true, value: { ref: 'REF' } })
  })
})

describe('an unproved request', () => {
  it('starts no search and touches no proved one of the same mailbox', async () => {
    const mine = await ask('victim@example.org')
    done(await prove((await tokensTo('victim@example.org'))[0]!))
    const stateOf = async () =>
      (await portal.peek.query('select to_jsonb(r) as row from dossier.request r where id = $1', [mine.id])).rows[0].row
    const jobs = async () =>
      (
        await portal.peek.query(
          `select t.identifier as job, j.payload from graphile_worker._private_jobs j
           join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier not in ('send-mail', 'seal-history')`,
        )
      ).rows
    const [before, jobsBefore, toldBefore] = [await stateOf(), await jobs(), await toldIn(`request:${mine.id}`)]
    const other = await ask('victim@example.org')
    expect(await statusOf(other.id)).toBe('received')
    expect(await jobs()).toEqual(jobsBefore)
    expect(await stateOf()).toEqual(before)
    expect(await toldIn(`request:${mine.id}`)).toEqual(toldBefore)
    await search(mine)
    expect(await statusOf(mine.id)).toBe('review')
    expect(await statusOf(other.id)).toBe('received')
  })
})
