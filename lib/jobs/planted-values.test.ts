import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, commandLine, worker } from '#lib/access/actor.ts'
import { openLog } from '#lib/config/log.ts'
import { begin } from '#lib/db/begin.ts'
import { errand } from '#lib/db/roles.ts'
import { raiseDispute } from '#lib/disputes/raise-dispute.ts'
import { inviteStaff } from '#lib/identity/invite-staff.ts'
import { proveAddress } from '#lib/identity/prove-address.ts'
import { newId } from '#lib/kernel/ids.ts'
import { startTestMailServer } from '#lib/mail/test-mail-server.ts'
import { answerAsOwner } from '#lib/owners/answer-as-owner.ts'
import { aColleague, connectBinder, give, tokenToOwner } from '#lib/owners/owner-for-tests.ts'
import { packages } from '#lib/packages/table.ts'
import { optOut } from '#lib/preferences/opt-out.ts'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { extendDeadline } from '#lib/requests/extend-deadline.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { withholdValue } from '#lib/requests/withhold-value.ts'
import { writeToTeam } from '#lib/requests/write-to-team.ts'
import { tryAddress } from '#lib/sources/try-address.ts'
import { handlers } from './handlers.ts'
import {
  fileOf,
  officer,
  release,
  requestOf,
  startPortal,
  tokenFor,
  untilReviewed,
  untilStatus,
} from './portal-for-tests.ts'
import { sweep } from './sweep.ts'
import { runWorker, type Worker } from './worker.ts'

const smtp = await startTestMailServer()
const lines: string[] = []
const log = openLog({ write: line => void lines.push(line) })
let portal: Awaited<ReturnType<typeof startPortal>>
let working: Worker | undefined
beforeAll(async () => {
  portal = await startPortal(smtp.url)
  // A job is gone when it is done: what each one carried, and what it said when it failed, is kept here for the search.
  await portal.peek.query(`
    create table public.seen_job as select * from graphile_worker._private_jobs with no data;
    grant insert on public.seen_job to dossier_queue;
    create function public.see_job() returns trigger language plpgsql as
      $$ begin insert into public.seen_job select new.*; return null; end $$;
    create trigger see_job after insert or update on graphile_worker._private_jobs for each row execute function public.see_job()`)
})
afterAll(async () => {
  await working?.stop()
  await portal.stop()
  await smtp.stop()
})

/** Values that occur nowhere else in the world; each is remembered, so that nothing planted goes unsearched. */
const planted: string[] = []
function plant(kind: string): string {
  const value = `${kind}q${randomBytes(7).toString('hex')}`
  planted.push(value)
  return value
}
/** Telephone numbers are digits, and would be found among other digits only by being long. */
function plantPhone(): string {
  const digits = String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '7')
  planted.push(digits)
  return `+${digits}`
}

/** All of them have one telephone: what it leads to is sealed apart, and waits for an officer. */
let household: string

type Guest = { address: string; inCopy: string[] }

/** Somebody on the site with planted values in every table that can hold some, entered long enough ago to leave. */
async function plantSomebody(named = ''): Promise<Guest> {
  const before = planted.length
  const address = `${plant('mailbox')}@${plant('domain')}.example.org`
  await errand(portal.database.siteUrl, async sql => {
    const [{ notice } = {}] = await sql`select version as notice, language from site.notice_version limit 1`
    const [{ form, version } = {}] = await sql`select form, version from site.form_version limit 1`
    const [company] = await sql`insert into site.company (name, street, postal_code, city, country, first_seen_at)
      values (${plant('firm')}, ${plant('street')}, ${plant('code')}, ${plant('town')}, 'IE', now()) returning id`
    const [contact] = await sql`
      insert into site.contact (company_id, full_name, email, job_title, phone, city, country, language, created_at, last_contact_at)
      values (${company!.id}, ${`${plant('Név')} ${plant('نام')}`}, ${address}, ${plant('title')}, ${household}, ${plant('city')}, 'IE', 'en', now() - interval '90 days', now() - interval '90 days')
      returning id`
    for (let count = 0; count < 4; count++)
      await sql`insert into site.form_request (contact_id, form, form_version, notice_version, notice_language, full_name,
          company_name, job_title, email, company_address, phone, message, wants_news, page, submitted_at)
        select ${contact!.id}, ${form}, ${version}, ${notice}, language, ${plant('name')}, ${plant('company')}, ${plant('job')},
          ${address}, ${plant('address')}, ${plantPhone()}, ${`${plant('words')}, and ${plant('more')}; ask ${named} too.`}, true,
          ${`/${plant('page')}`}, now() - interval '80 days' from site.notice_version where version = ${notice} limit 1`
  })
  return { address, inCopy: planted.slice(before) }
}

const admin: Actor = { kind: 'admin', id: newId() }
const origin = () => newId()

/** Asks with a planted message, and with planted text wherever a forged form could put some. */
async function ask({ address }: Guest) {
  const visitor: Actor = { kind: 'visitor', id: newId() }
  const asked = await submitRequest(visitor, {
    ...{ address, country: 'IE', relation: 'customer', origin: plant('origin') },
    message: `My telephone is ${plantPhone()}; ${plant('message')}.`,
    locale: plant('locale'),
  })
  if (!asked.ok) throw new Error(asked.why)
  const { id, ref } = await requestOf(asked.value.ref)
  const proved = await proveAddress(visitor, { token: await tokenFor(id), origin: origin() })
  if (!proved.ok) throw new Error(proved.why)
  const { personId } = await requestOf(ref)
  return { ref, id, person: { kind: 'person', id: personId!, provedAt: '2030-01-01T00:00:00Z' } as const }
}

const reason = () => `Because ${plant('reason')} and ${plant('cause')} say so.`
const must = (result: { ok: boolean; why?: string }) => expect(result).toMatchObject({ ok: true })

type Answered = Guest & Awaited<ReturnType<typeof ask>>
const answered: Answered[] = []
let refused: Answered

/** A colleague is asked about one request, and answers with a file and a note. */
async function askColleague(guest: Guest): Promise<Answered> {
  const owner = { address: `${plant('owner')}@${plant('office')}.example.org` }
  await connectBinder(commandLine, owner)
  const asked = { ...guest, ...(await ask(guest)) }
  await untilStatus(asked.ref, 'collecting', 60)
  const token = await tokenToOwner(asked.ref)
  must(await give(token, `${plant('scan')}.pdf`, Buffer.from(`%PDF-1.7 ${plant('content')}`)))
  must(await answerAsOwner(aColleague(), { token, origin: origin(), answer: 'found', note: `See ${plant('note')}.` }))
  await connectBinder(commandLine, { ...owner, asked: 'no' })
  await untilStatus(asked.ref, 'review', 60)
  return asked
}

/** Left bare here: law, dates and settings of the house; what is gone when it was used; and what other tests fill. */
const nothingOfAPerson = [
  ...['authority_correction', 'calendar_confirmation', 'calendar_day', 'date_override', 'demo_clock', 'letter_wording'],
  ...['notice_version', 'notice_told', 'rule_confirmation', 'rule_switch', 'setting', 'digest', 'reminder'],
  ...['challenge', 'history_pending', 'link_token', 'passkey', 'calendar_feed'],
  ...['alert', 'former_address', 'identity_check', 'notice_reader', 'breach', 'question'],
].map(name => `dossier.${name}`)

/** Tables in which the last search had nothing to look at. */
const bare: string[] = []

/** Text and bytes of every column of every row, in each reading a hand at the database might give them. */
async function dump(): Promise<string> {
  const { rows: tables } = await portal.peek.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  const texts: string[] = []
  bare.length = 0
  for (const { name } of tables) {
    const { rows } = await portal.peek.query<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`)
    if (rows.length === 0) bare.push(name)
    for (const { row } of rows) {
      texts.push(row)
      for (const [, hex] of row.matchAll(/\\\\x([0-9a-f]+)"/g)) texts.push(readingsOf(Buffer.from(hex!, 'hex')))
    }
  }
  return texts.join('\n')
}

const readingsOf = (bytes: Buffer): string =>
  ['utf8', 'latin1', 'utf16le'].map(as => bytes.toString(as as 'utf8')).join('\n')

/** Every spelling in which a value could stand somewhere. */
const spellings = (value: string): string[] => {
  const bytes = Buffer.from(value, 'utf8')
  const base64 = [0, 1, 2].map(shift =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(4, -4),
  )
  return [value, bytes.toString('latin1'), bytes.toString('hex'), encodeURIComponent(value), ...base64]
}
const foundIn = (text: string): string[] => planted.filter(value => spellings(value).some(one => text.includes(one)))

async function filesOf(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}

describe('values of four people, planted everywhere the portal meets some', () => {
  it('go the whole way', async () => {
    household = plantPhone()
    const guests: Guest[] = []
    for (let count = 0; count < 4; count++) guests.push(await plantSomebody(guests.at(-1)?.address))
    const asked: Answered[] = []
    for (const guest of guests) asked.push({ ...guest, ...(await ask(guest)) })
    // Real servers repeat the address in their answer.
    smtp.treat('defer-recipient', 'refuse-recipient', 'defer-recipient')
    working = await runWorker({ databaseUrl: portal.database.appUrl, handlers, concurrency: 2, log })
    for (const one of asked) await untilStatus(one.ref, 'review', 60)
    refused = asked.pop()!
    must(await refuseRequest(officer, { ref: refused.ref, ground: 'excessive', reason: reason() }))
    for (const one of asked) {
      const { ref } = one
      must(await extendDeadline(officer, { ref, ground: 'complexity', reason: reason() }))
      must(await changeRegime(officer, { ref, rules: ['uk_gdpr.access', 'eu_gdpr.access'], reason: reason() }))
      const held = { dataset: 'site', collection: 'company', key: '', field: '', ground: 'rights-of-others' as const }
      must(await withholdValue(officer, { ref, ...held, reason: reason() }))
      await release(ref, one.id)
      answered.push(one)
    }
    const seen = await askColleague(await plantSomebody())
    await release(seen.ref, seen.id)
    answered.push(seen)
    // Left with the officer: what could be asked of a person is forgotten as soon as their request is over.
    const waiting = await ask(await plantSomebody())
    await untilStatus(waiting.ref, 'review', 60)
    await untilReviewed(waiting.id)
    // Left unanswered, so that question and link stand.
    await connectBinder(commandLine, { address: `${plant('owner')}@example.org` })
    const unanswered = await ask(await plantSomebody())
    await untilStatus(unanswered.ref, 'collecting', 60)
    must(await writeToTeam(unanswered.person, { ref: unanswered.ref, text: `Also ${plant('told')}, please.` }))
    const visitor: Actor = { kind: 'visitor', id: newId() }
    must(await optOut(visitor, { address: refused.address, by: 'page', origin: origin() }))
    must(
      await inviteStaff(admin, {
        address: `${plant('staff')}@example.org`,
        name: plant('colleague'),
        role: 'officer',
        locale: 'en',
      }),
    )
    const complaint = `It lacks ${plant('complaint')} entirely.`
    must(await raiseDispute(answered[0]!.person, { ref: answered[0]!.ref, kind: 'complaint', text: complaint }))
    must(
      await tryAddress(officer, { address: refused.address, purpose: `To see whether ${plant('purpose')} is there.` }),
    )
    expect(planted.length).toBeGreaterThanOrEqual(200)
  }, 240_000)

  it('are in the copy, which only the keys open', async () => {
    for (const { person, ref, id, inCopy } of answered) {
      const copy = (await fileOf(person, ref, id, 'dossier.json')).toString('utf8')
      const there = inCopy.filter(value => copy.includes(value))
      // Four of them are the withheld company's.
      expect(inCopy.length - there.length).toBeLessThanOrEqual(4)
    }
    const rows = await begin(worker, ({ tx }) =>
      tx
        .select()
        .from(packages)
        .where(and(eq(packages.state, 'released'))),
    )
    expect(rows).toHaveLength(4)
  })

  it('are found by this search wherever one was left: the site itself', async () => {
    const texts = await errand(
      portal.database.siteUrl,
      sql => sql`select row_to_json(t)::text as row from site.form_request t`,
    )
    expect(foundIn(texts.map(({ row }) => row).join('\n')).length).toBeGreaterThan(100)
    const one = planted[0]!
    for (const bytes of [Buffer.from(one), Buffer.from(`ab${one}`)])
      expect(foundIn(`x${bytes.toString('base64')}x`)).toEqual([one])
    expect(foundIn(Buffer.from(one).toString('hex'))).toEqual([one])
  })

  it('are found by this search wherever one was left: a row of the database, in text or in bytes', async () => {
    for (const left of [
      '$1::text',
      `convert_to($1, 'UTF8')`,
      `to_json(array[$1::text])`,
      `convert_to('x' || $1, 'UTF8')`,
    ]) {
      await portal.peek.query(
        `create table public.left_behind as select ${left.replace('$1', `'${planted[1]}'`)} as value`,
      )
      expect(foundIn(await dump()), left).toEqual([planted[1]])
      await portal.peek.query('drop table public.left_behind')
    }
  })

  it('are in no line of the log', async () => {
    expect(lines.filter(line => line.includes('job-failed')).length).toBeGreaterThan(1)
    expect(foundIn(lines.join('\n'))).toEqual([])
  })

  it('are in no column of the database: no row, no job, no event, no sealed byte', async () => {
    await sweep()
    const text = await dump()
    expect(text.length).toBeGreaterThan(50_000)
    expect(text).toContain('package-released')
    expect(text).toContain('"last_error":"MailDelayed')
    expect(foundIn(text)).toEqual([])
    // Whoever adds a table plants something that comes into it, or says here that nothing of a person does.
    expect(bare.filter(name => name.startsWith('dossier.') && !nothingOfAPerson.includes(name))).toEqual([])
  })

  it('are in no file of the vault', async () => {
    const files = await filesOf(portal.vaultRoot)
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) expect(foundIn(`${file}\n${readingsOf(await readFile(file))}`)).toEqual([])
  })

  it('are in no mail: only the address it goes to', async () => {
    await expect.poll(() => smtp.received.length, { timeout: 30_000 }).toBeGreaterThan(9)
    for (const { raw } of smtp.received) {
      const [head, ...body] = raw.split('\r\n\r\n')
      const plain = body.join('\n').replace(/=\r?\n/g, '')
      expect(foundIn(plain)).toEqual([])
      expect(foundIn(head!.replace(/^(To|X-[\w-]+):[^\n]*(\n[ \t][^\n]*)*/gim, ''))).toEqual([])
    }
  })
})
