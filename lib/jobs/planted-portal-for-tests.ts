import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { type Actor, commandLine, worker } from '#lib/access/actor.ts'
import { viewRecord } from '#lib/audit/view-record.ts'
import { begin } from '#lib/db/begin.ts'
import { errand } from '#lib/db/roles.ts'
import { people } from '#lib/demo/people.ts'
import { raiseDispute } from '#lib/disputes/raise-dispute.ts'
import { newId } from '#lib/kernel/ids.ts'
import { indexPeople } from '#lib/others/index-people.ts'
import { answerAsOwner } from '#lib/owners/answer-as-owner.ts'
import { aColleague, connectBinder, give, tokenToOwner } from '#lib/owners/owner-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { requests } from '#lib/requests/table.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { tryAddress } from '#lib/sources/try-address.ts'
import { handlers } from './handlers.ts'
import { askAndProve, copyFor, officer, release, untilReviewed, untilStatus } from './portal-for-tests.ts'
import { runWorker } from './worker.ts'

export const mark = `zq${randomBytes(5).toString('hex')}`
export const planted = Array.from({ length: 200 }, (_, n) => `${mark}n${n}x${randomBytes(6).toString('hex')}`)
const address = 'nora.planted@quillhaven.test'
const auditor: Actor = { kind: 'auditor', id: newId() }

/** How the beginning that all two hundred share could stand in bytes: as it is, hex, UTF-16 both ways, base64 wherever in three bytes it begins. */
export const formsOf = (text: string): string[] => {
  const bytes = Buffer.from(text, 'utf8')
  const wide = Buffer.from(text, 'utf16le')
  const base64 = [0, 1, 2].map(before => {
    const coded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '')
    // The first and the last signs are shared with what stands before and behind.
    return coded.slice(before === 0 ? 0 : before + 1, -2)
  })
  return [
    ...[text, bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    ...[wide.toString('latin1'), Buffer.from(wide).swap16().toString('latin1')],
    ...base64.flatMap(form => [form, form.replaceAll('+', '-').replaceAll('/', '_')]),
  ]
}

/** In which forms anything that was planted stands in what is left without the keys. */
export const revealedBy = (lost: string): string[] =>
  [mark, 'nora.planted'].flatMap(formsOf).filter(form => lost.includes(form))

/** Fifty messages of one person, four values in each that occur nowhere else. */
const plantOnSite = (siteUrl: string) =>
  errand(siteUrl, async sql => {
    const [contact] =
      await sql`insert into site.contact (full_name, email, country, language, created_at, last_contact_at)
      values ('Nora Planted', ${address}, 'IE', 'en', now() - interval '90 days', now() - interval '90 days') returning id`
    for (let n = 0; n < planted.length; n += 4) {
      const [name, job, street, words] = planted.slice(n, n + 4) as [string, string, string, string]
      await sql`insert into site.form_request (contact_id, form, form_version, notice_version, notice_language, full_name,
          job_title, email, company_address, message, wants_news, page, submitted_at)
        select ${contact!.id}, f.form, f.version, v.version, v.language, ${name}, ${job}, ${address}, ${street}, ${words}, true, '/', now() - interval '80 days'
        from site.form_version f, site.notice_version v limit 1`
    }
  })

const must = (result: { ok: boolean }) => expect(result).toMatchObject({ ok: true })

const { 'send-mail': _unsent, ...unmailed } = handlers
/** Does every job but the sending of mails. */
export const work = (databaseUrl: string) => runWorker({ databaseUrl, handlers: unmailed, concurrency: 2 })

export type Asked = Awaited<ReturnType<typeof askAndProve>>

/** A colleague with a planted mailbox is asked about one request, and answers with a file and a note. */
async function askColleague(): Promise<Asked> {
  await connectBinder(commandLine, { address: `${mark}owner@portal.test` })
  const asked = await askAndProve(people.ingrid.email)
  await untilStatus(asked.ref, 'collecting')
  const token = await tokenToOwner(asked.ref)
  await give(token, `${mark}file.txt`, Buffer.from(`A letter to ${mark}.`))
  must(await answerAsOwner(aColleague(), { token, origin: newId(), answer: 'found', note: `It says ${mark}note.` }))
  await connectBinder(commandLine, { address: `${mark}owner@portal.test`, asked: 'no' })
  await untilStatus(asked.ref, 'review')
  await release(asked.ref, asked.id)
  return asked
}

/**
 * Life in a portal: somebody whose two hundred values were planted has their copy, somebody waits for an officer, somebody was refused and
 * complains, a colleague gave a file, an officer tried an address, and who is known to the sources was read.
 */
export async function liveThrough(portal: { database: { appUrl: string; siteUrl: string } }) {
  await plantOnSite(portal.database.siteUrl)
  const working = await work(portal.database.appUrl)
  const released = await copyFor(address)
  const waiting = await askAndProve()
  await untilStatus(waiting.ref, 'review')
  await untilReviewed(waiting.id)
  const refused = await askAndProve(people.cormac.email, 'GB')
  await untilStatus(refused.ref, 'review')
  await untilReviewed(refused.id)
  must(await refuseRequest(officer, { ref: refused.ref, ground: 'exempt', reason: `${planted[0]} is why.` }))
  must(await raiseDispute(refused.person, { ref: refused.ref, kind: 'complaint', text: `I object to ${planted[1]}.` }))
  const asked = await askColleague()
  must(await tryAddress(officer, { address, purpose: `To see whether ${planted[2]} is found.` }))
  await indexPeople()
  const persons = new Map([released, waiting, refused, asked].map(({ ref, person }): [string, Actor] => [ref, person]))
  return { working, released, waiting, persons }
}

/** What officer, auditor and person read of each request, but for the time it is and the checkpoint that seals their looks. */
export async function everyPage(persons: Map<string, Actor>) {
  const refs = (await begin(worker, ({ tx }) => tx.select({ ref: requests.ref }).from(requests))).map(({ ref }) => ref)
  const pages = refs.sort().map(async ref => {
    const person = persons.get(ref)!
    const own = person.kind === 'person' ? await viewOwnRequest(person, ref) : null
    return [await viewRequest(officer, { ref }), await viewRecord(auditor, { ref }), own]
  })
  const read = await Promise.all(pages)
  return JSON.parse(
    JSON.stringify(read, (name, value) => (['now', 'printedAt', 'today', 'checkpoint'].includes(name) ? null : value)),
  )
}
