import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorRoles } from '#lib/db/roles.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
})
afterAll(() => portal.stop())

type Column = { name: string; column: string; type: string }
const columns = async (): Promise<Column[]> =>
  (
    await portal.peek.query(`select table_name as name, column_name as column, data_type as type
      from information_schema.columns where table_schema = 'dossier' order by 1, ordinal_position`)
  ).rows
const tableNames = async () => [...new Set((await columns()).map(({ name }) => name))]

/** Runs as a database role in a marked transaction that is always undone; gives the SQLSTATE, or `done`. */
async function tryAs(role: string, statement: string): Promise<string> {
  const client = await portal.peek.connect()
  try {
    await client.query('begin')
    await client.query(
      `select set_config('role', $1, true), set_config('dossier.tx', 'x', true), set_config('dossier.actor', $2, true),
       set_config('dossier.actor_kind', $3, true)`,
      [role, randomUUID(), role.replace('dossier_', '')],
    )
    await client.query(statement)
    return 'done'
  } catch (fault) {
    return String((fault as { code?: string }).code)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/** What may be written with bytes and says nothing: hashes that no key of ours makes, roots and signatures of the tree. */
const openBytes = new Set([
  'segment.plaintext_hash',
  'package_file.sha256',
  'history_node.hash',
  'history_checkpoint.root',
])

describe('an auditor, at the database itself', () => {
  it('selects no sealed column, no keyed hash and nothing that says whose a request is', async () => {
    for (const { name, column, type } of await columns()) {
      const place = `${name}.${column}`
      const personal =
        (type === 'bytea' && !openBytes.has(place)) || ['request.person_id', 'request.visitor_id'].includes(place)
      if (personal)
        expect(await tryAs('dossier_auditor', `select "${column}" from dossier."${name}"`), place).toBe('42501')
    }
    expect(await tryAs('dossier_auditor', 'select id, ref, status from dossier.request')).toBe('done')
  })

  it('writes to no table', async () => {
    for (const name of await tableNames()) {
      const [first] = (await columns()).filter(one => one.name === name)
      const writes = [
        `insert into dossier."${name}" default values`,
        `update dossier."${name}" set "${first!.column}" = "${first!.column}"`,
        `delete from dossier."${name}"`,
        `truncate dossier."${name}"`,
      ]
      for (const statement of writes) expect(await tryAs('dossier_auditor', statement), statement).toBe('42501')
    }
  })
})

describe('the history, at the database itself', () => {
  it('is changed and cut by no role of the portal', async () => {
    for (const role of actorRoles)
      for (const name of ['history_event', 'history_leaf', 'history_node', 'history_checkpoint'])
        for (const statement of [
          `update dossier.${name} set ${name === 'history_event' ? 'at = at' : 'index = index'}`,
          `delete from dossier.${name}`,
          `truncate dossier.${name}`,
        ])
          expect(await tryAs(role, statement), `${role}: ${statement}`).toMatch(/^(42501|DS002|42703)$/)
  })

  it('takes an event only through its one door: no role inserts', async () => {
    for (const role of actorRoles)
      expect(
        await tryAs(role, `insert into dossier.history_event values ('request:x', 1, now(), 'officer:x', 'x', '{}')`),
        role,
      ).toBe('42501')
  })

  it('lets nobody speak for another kind of actor', async () => {
    const speak = `select set_config('dossier.actor_kind', 'officer', true), dossier.append_event('request:x', 'x', '{}', now())`
    for (const role of ['dossier_visitor', 'dossier_person', 'dossier_auditor', 'dossier_admin'])
      expect(await tryAs(role, speak), role).toBe('42501')
  })
})

describe('the login of web and worker', () => {
  it('inherits nothing: before it became somebody it reads no table and starts no job', async () => {
    const { default: postgres } = await import('postgres')
    const login = postgres(portal.database.appUrl, { max: 1 })
    try {
      for (const name of await tableNames())
        await expect(login.unsafe(`select 1 from dossier."${name}"`), name).rejects.toMatchObject({ code: '42501' })
      await expect(login`select dossier.append_event('x', 'x', '{}', now())`).rejects.toMatchObject({ code: '42501' })
      await expect(login`select dossier.enqueue('sweep', '{}')`).rejects.toMatchObject({ code: '42501' })
    } finally {
      await login.end()
    }
  })
})
