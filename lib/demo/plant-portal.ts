import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Scope } from '#lib/db/begin.ts'
import { ofHouse, type Told } from '#lib/history/events.ts'
import { readAddress } from '#lib/identity/address.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { staff } from '#lib/identity/table.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { addNotice } from '#lib/notices/add-notice.ts'
import { readNewest } from '#lib/notices/store.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { organisations } from '#lib/organisation/table.ts'
import { readSources } from '#lib/sources/store.ts'
import { sources } from '#lib/sources/table.ts'
import { sealText } from '#lib/vault/house-keys.ts'
import { demoNotices } from './notices.ts'
import { organisation, staff as people } from './organisation.ts'

/**
 * Gives the demo's portal its organisation, its four members of staff and the three sources it searches, in one transaction.
 * Refuses `already-done` where an organisation answers already, and changes nothing there.
 */
export const plantPortal = command({
  permission: 'staff:manage',
  input: z.object({}),
  // The command line speaks for the house itself: there is no admin yet who could.
  asSystem: true,
  async run(scope) {
    if (await readOrganisation(scope.tx)) return refuse('already-done')
    const told = [...(await hireStaff(scope)), ...(await setSources(scope)), ...(await publishNotices(scope))]
    return { ok: true, value: undefined, events: [await setOrganisation(scope), ...told] }
  },
})

/**
 * Brings a demo that an older version planted up to this one: sources it does not know yet, and notices where it has none. What stands is
 * left as it is, whatever somebody made of it. Gives the keys of the sources; refuses `already-done` where nothing is missing.
 */
export const completePortal = command({
  permission: 'staff:manage',
  input: z.object({}),
  asSystem: true,
  async run(scope) {
    const known = new Set((await readSources(scope.tx)).map(({ key }) => key))
    const missing = searched.filter(({ key }) => !known.has(key))
    const notices = (await readNewest(scope.tx)) === undefined ? await publishNotices(scope) : []
    const [first, ...more] = [...(await Promise.all(missing.map(one => setSource(scope, one)))), ...notices]
    if (!first) return refuse('already-done')
    return { ok: true, value: missing.map(({ key }) => key), events: [first, ...more] }
  },
})

async function setOrganisation({ tx, now }: Scope): Promise<Told> {
  const { name, address, contact, seat: country, zone, sender, languages, authority } = organisation
  const locales = [...languages]
  const row = { name, address, contact, country, region: null, zone, sender: sender.address, locales, authority }
  await tx.insert(organisations).values({ id: 1, ...row, changedAt: now })
  return ofHouse('organisation', { type: 'organisation-set', country, region: null, zone, locales })
}

async function hireStaff({ tx, now }: Scope): Promise<Told[]> {
  const hired = people.map(({ name, address: typed, role, language: locale }, place) => {
    const id = newId()
    const read = readAddress(typed)
    if (!read.ok) throw new Error(`${typed} is no address: ${read.why}`)
    const sealed = {
      addressHash: hashAddress(read.address),
      address: sealText(`staff.address:${id}`, read.address),
      name: sealText(`staff.name:${id}`, name),
    }
    // One after the other, so that the button of a role is the same person each time: the first of them.
    const invitedAt = now.add({ milliseconds: place })
    return { id, ...sealed, role, locale, state: 'active' as const, invitedAt }
  })
  await tx.insert(staff).values(hired)
  return hired.flatMap(({ id, role }) => [
    ofHouse(`staff:${id}`, { type: 'staff-invited', role }),
    ofHouse(`staff:${id}`, { type: 'staff-joined' }),
  ])
}

/** The versions whose numbers stand beside the demo's forms (`site.notice_version`), word for word. */
async function publishNotices(scope: Scope): Promise<Told[]> {
  const told: Told[] = []
  for (const [index, notice] of demoNotices.entries())
    told.push(await addNotice(scope, { number: index + 1, ...notice }))
  return told
}

/** The database, the web server's log and the files of the advertising partner. */
const searched = [
  { key: 'partner', kind: 'csv', connectionVariable: 'PARTNER_URL' },
  { key: 'site', kind: 'postgres', connectionVariable: 'SITE_URL' },
  { key: 'weblog', kind: 'access-log', connectionVariable: 'WEBLOG_URL' },
]

async function setSources(scope: Scope): Promise<Told[]> {
  const told = await Promise.all(searched.map(one => setSource(scope, one)))
  await enqueue(scope.tx, 'index-people', {}, { key: 'index-people' })
  return told
}

async function setSource(
  { tx, now }: Scope,
  { key, kind, connectionVariable }: (typeof searched)[number],
): Promise<Told> {
  const map = await readFile(new URL(`./${key}.map.yml`, import.meta.url), 'utf8')
  await tx.insert(sources).values({ key, kind, connectionVariable, map, addedAt: now })
  const mapSha256 = createHash('sha256').update(map).digest('hex')
  return ofHouse(`source:${key}`, { type: 'source-set', source: key, kind, mapSha256 })
}
