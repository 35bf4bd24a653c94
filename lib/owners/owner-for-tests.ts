import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { desc, eq } from 'drizzle-orm'
import { type Actor, worker } from '#lib/access/actor.ts'
import { collect } from '#lib/collection/collect.ts'
import { begin } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { openContent } from '#lib/mail/content.ts'
import { mails } from '#lib/mail/table.ts'
import { askForCopy, finishSearch, prove, requestId, startSearch } from '#lib/requests/request-for-tests.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { setManualSource } from './set-manual-source.ts'
import { storeFile } from './store-file.ts'
import { viewUpload } from './view-owner-link.ts'

export const aColleague = (): Actor => ({ kind: 'visitor', id: randomUUID() })

export const binder = {
  key: 'hr-binder',
  label: 'Personnel files on paper',
  address: 'hr@portal.test',
  locale: 'de',
  days: 10,
  purpose: 'To keep the contract of employment',
  legalBasis: 'Art. 6(1)(b) GDPR',
  origin: 'You, and your supervisors',
  recipients: 'Payroll Ltd\nThe works council\n',
  sensitivity: 'plain',
} as const

/** An admin says that a colleague answers for the binder. */
export async function connectBinder(admin: Actor, change: { [name: string]: unknown } = {}): Promise<void> {
  const set = await setManualSource(admin, { ...binder, ...change })
  if (!set.ok) throw new Error(`The source was refused: ${set.why} ${JSON.stringify(set.fields)}`)
}

/** Mails to colleagues about one request, the newest first: to whom, which letter, and the token of its link. */
export async function mailsToOwners(ref: string) {
  const id = await requestId(ref)
  const rows = await begin(worker, ({ tx }) =>
    tx.select().from(mails).where(eq(mails.requestId, id)).orderBy(desc(mails.queuedAt), desc(mails.id)),
  )
  return rows
    .filter(({ letter }) => letter.startsWith('owner-'))
    .map(row => {
      const { to, subject, text } = openContent(row.id, row.content)
      return { letter: row.letter, to, subject, text, token: /\/owner\/([\w-]{43})/.exec(text)![1]! }
    })
}

export const tokenToOwner = async (ref: string): Promise<string> => (await mailsToOwners(ref))[0]!.token

/** Somebody asks; every other source has answered, and the colleague has mail. */
export async function asked() {
  const request = await askForCopy()
  const person = await prove(request)
  await startSearch(request.ref)
  await finishSearch(request.ref)
  return { ...request, person, token: await tokenToOwner(request.ref) }
}

/** A file on its way, as the door of the web server takes it. */
export async function give(
  token: string,
  name: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
  most?: number,
) {
  const sender = aColleague()
  const open = await viewUpload(sender, token)
  if (!open.ok) return open
  const bytes = content instanceof Uint8Array ? once(content) : content
  return storeFile(sender, { token, origin: randomUUID(), name, ...open.value }, bytes, most)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The job that was born with the answer, or with the end of waiting. */
export const takeAnswer = async (ref: string, source: string = binder.key): Promise<void> => {
  const requested = await requestId(ref)
  await collect({ requestId: requested, attempt: 1, source })
}

export const objectsOf = async (ref: string): Promise<string[]> =>
  (await houseVault().objects(await requestId(ref))).map(({ objectId }) => objectId)

export const contentOf = async (ref: string, objectId: string): Promise<Buffer> =>
  buffer(houseVault().read(await requestId(ref), objectId))

export async function historyOf(ref: string, type: string): Promise<{ [name: string]: unknown }[]> {
  const id = await requestId(ref)
  const told = await begin(worker, ({ tx }) => readStream(tx, `request:${id}`))
  return told.filter(({ event }) => event.type === type).map(({ event, actor }) => ({ ...event, actor }))
}
