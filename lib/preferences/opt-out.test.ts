import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { commandLine } from '#lib/access/actor.ts'
import * as guard from '#lib/db/guard-results.ts'
import type { Address } from '#lib/identity/address.ts'
import { aVisitor, countOf, mailsTo, toldIn } from '#lib/identity/links-for-tests.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openDesk } from '#lib/requests/desk-for-tests.ts'
import { exportSuppressed } from './export-suppressed.ts'
import { optOut } from './opt-out.ts'
import { addressOfLink, unsubscribePath } from './unsubscribe-link.ts'
import { viewSuppressed } from './view-suppressed.ts'

let desk: Awaited<ReturnType<typeof openDesk>>
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const out = (address: string) => optOut(aVisitor(), { address, by: 'page', origin: newId() })

/** The form of the answer, and every statement the database was given for it: a clock would tell of the machine's other work too. */
async function howAnswered(address: string) {
  const statements: string[] = []
  const guarded = guard.guardResults
  const spy = vi.spyOn(guard, 'guardResults').mockImplementation((sql, pool) => {
    const own = guarded(sql, pool)
    const unsafe = (...query: Parameters<typeof own.unsafe>) => {
      statements.push(query[0])
      return own.unsafe(...query)
    }
    return new Proxy(own, { get: (target, name) => (name === 'unsafe' ? unsafe : Reflect.get(target, name)) })
  })
  try {
    const done = await out(address)
    return { form: done.ok ? Object.keys(done.value).sort().join() : done.why, statements }
  } finally {
    spy.mockRestore()
  }
}

describe('opting out of advertising', () => {
  it('takes an address from anybody, is in force before the answer, and gives a receipt that stands in the history', async () => {
    const done = await out('  Ana@Example.org ')
    expect(done).toMatchObject({ ok: true, value: { receipt: expect.stringMatching(/^O-[2-9A-Z]{4}-[2-9A-Z]{4}$/) } })
    expect(await viewSuppressed(commandLine, 'ana@example.org')).toMatchObject({ value: { suppressed: true } })
    const { rows } = await desk.peek.query('select id, address from dossier.suppression')
    expect(rows[0].address.toString('latin1')).not.toContain('ana')
    const [told] = await toldIn(`suppression:${rows[0].id}`)
    expect(told).toEqual({ type: 'opted-out', data: { receipt: done.ok && done.value.receipt, by: 'page' } })
    expect(await mailsTo('ana@example.org')).toEqual([])
  })

  it('answers a known address as an unknown one: same form, same statements one by one, one row', async () => {
    await out('known@example.org')
    const [known, unknown] = [await howAnswered('known@example.org'), await howAnswered('unknown@example.org')]
    expect(known.form).toBe(unknown.form)
    expect(known.statements).toEqual(unknown.statements)
    expect(known.statements.filter(text => text.startsWith(`insert into "dossier"."suppression"`))).toHaveLength(1)
    expect(await countOf('suppression')).toBe(1 + 1 + 1)
  })

  it('is one row for two at once', async () => {
    const both = await Promise.all([out('twice@example.org'), out('TWICE@example.org')])
    expect(both.every(({ ok }) => ok)).toBe(true)
    const ids = await desk.peek.query(
      `select data->>'receipt' as r, stream from dossier.history_event where type = 'opted-out'`,
    )
    const receipts = both.map(one => (one.ok ? one.value.receipt : ''))
    const streams = ids.rows.filter(({ r }) => receipts.includes(r)).map(({ stream }) => stream)
    expect(new Set(streams).size).toBe(1)
  })

  it('says what is wrong with an address', async () => {
    expect(await out('no address')).toMatchObject({ ok: false, fields: { address: ['address.forbidden-character'] } })
  })

  it('takes a link of a mailing that nobody can make or alter', () => {
    const path = unsubscribePath('ana@example.org' as Address)
    const token = path.split('/').at(-1)!
    expect(token).not.toContain(Buffer.from('ana').toString('base64url'))
    expect(addressOfLink(token)).toBe('ana@example.org')
    expect(addressOfLink(token.slice(0, -4))).toBeUndefined()
    expect(addressOfLink(`${token.slice(0, 20)}A${token.slice(21)}`)).toBeUndefined()
    expect(addressOfLink('')).toBeUndefined()
  })

  it('is handed to the mailing tool whole, told in the history, and to nobody else', async () => {
    const list: string[] = []
    expect(await exportSuppressed(commandLine, ({ address }) => list.push(address))).toMatchObject({ ok: true })
    expect(list).toContain('ana@example.org')
    expect(list).toHaveLength(await countOf('suppression'))
    expect((await toldIn('suppression:export')).at(-1)).toMatchObject({ data: { addresses: list.length } })
    for (const actor of [desk.officer, desk.auditor, desk.admin]) {
      expect(await exportSuppressed(actor, () => {})).toEqual({ ok: false, why: 'not-allowed' })
      expect(await viewSuppressed(actor, 'ana@example.org')).toEqual({ ok: false, why: 'not-allowed' })
    }
  })
})
