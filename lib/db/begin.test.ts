import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { append } from '#lib/history/append.ts'
import { begin } from './begin.ts'
import { connectHouse, house, leaveHouse } from './client.ts'
import { errand } from './roles.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

const worker: Actor = { kind: 'system', id: 'worker' }
const visitor: Actor = { kind: 'visitor', id: randomUUID() }
const auditor: Actor = { kind: 'auditor', id: randomUUID() }

describe('begin', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    connectHouse(database.appUrl)
  })
  afterAll(async () => {
    await leaveHouse()
    await database.drop()
  })

  it('speaks as the database role of its actor, and never as a superuser or the owner', async () => {
    for (const actor of [worker, visitor, auditor]) {
      const [row] = await begin(actor, ({ tx }) =>
        tx.execute<{ who: string; superuser: boolean }>(
          sql`select current_user as who, (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as superuser`,
        ),
      )
      expect(row).toEqual({ who: `dossier_${actor.kind}`, superuser: false })
    }
  })

  it('is not nested: what verbs share are steps', async () => {
    await expect(begin(worker, () => begin(worker, async () => 1))).rejects.toThrow('begin inside begin')
  })

  it('refuses a write that the driver runs outside its transaction', async () => {
    const stray = house()`set role dossier_system`.then(() =>
      house().begin(async plain => {
        await plain`set local role dossier_system`
        await plain`insert into dossier.demo_clock values (1, 5)`
      }),
    )
    await expect(stray).rejects.toMatchObject({ code: 'DS001' })
    await house()`reset role`
  })

  it('appends to a stream whoever writes at once, without a gap', async () => {
    await Promise.all(
      Array.from({ length: 12 }, () =>
        begin(worker, scope => append(scope, [{ stream: 'clock', event: { type: 'clock-advanced', seconds: 1 } }])),
      ),
    )
    const rows = await begin(worker, ({ tx }) =>
      tx.execute<{ version: number }>(
        sql`select version from dossier.history_event where stream = 'clock' order by version`,
      ),
    )
    expect(rows.map(row => row.version)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
  })

  it('lets nobody change or cut the history, the owner included', async () => {
    for (const statement of [
      'update dossier.history_event set version = 9',
      'delete from dossier.history_event',
      'truncate dossier.history_event',
    ])
      await expect(
        errand(database.ownerUrl, owner =>
          owner.begin(async tx => {
            await tx`select set_config('dossier.tx', 'x', true)`
            await tx.unsafe(statement)
          }),
        ),
      ).rejects.toMatchObject({ code: 'DS002' })
  })

  it('lets an auditor tell that they looked, and nothing else', async () => {
    const look = { stream: `looks:${auditor.id}`, event: { type: 'looked' as const, at: 'requests', ref: null } }
    await begin(auditor, scope => append(scope, [look]))
    const other = { stream: 'request:x', event: { type: 'request-withdrawn' as const } }
    await expect(begin(auditor, scope => append(scope, [other]))).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})
