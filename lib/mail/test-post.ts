import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { worker } from '#lib/access/actor.ts'
import type { VaultPlace } from '#lib/config/vault-place.ts'
import { begin } from '#lib/db/begin.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { signAs } from '#lib/history/history-signer.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { queueMail } from './outbox.ts'
import { openPostOffice } from './post-office.ts'
import { mails } from './table.ts'

export const testSender = 'Privacy team <privacy@portal.test>'

export const testKeys = () => ({
  seal: [randomBytes(32)],
  hash: randomBytes(32),
  vault: [randomBytes(32)],
  signing: randomBytes(32),
  vaultRoot: join(tmpdir(), 'dossier-no-vault') as VaultPlace,
})

/** A portal for one test file: its own database (or a `given` one), keys, and a post office that sends to `smtpUrl`. */
export async function startTestPortal(smtpUrl: string, keys = testKeys(), given?: TestDatabase) {
  const database = given ?? (await testDatabase())
  connectHouse(database.appUrl)
  giveKeys(keys)
  signAs('https://portal.test')
  openPostOffice({ origin: 'https://portal.test', smtpUrl, mailFrom: testSender })
  /** The database's superuser: looks and meddles past every policy. */
  const peek = new Pool({ connectionString: database.superUrl, max: 2 })
  peek.on('error', () => {})
  const stop = async () => {
    await leaveHouse()
    await peek.end()
    await database.drop()
    openPostOffice(undefined)
  }
  return { database, peek, stop }
}

/** Queues one mail to an invented person and gives its id. */
export const queueOne = (to = 'petra.example@example.org'): Promise<string> =>
  begin(worker, scope => queueMail(scope, { to, letter: 'package-released', data: {}, locale: 'de' }))

export const readMails = () => begin(worker, ({ tx }) => tx.select().from(mails).orderBy(mails.queuedAt, mails.id))

export const readMail = async (id: string) => (await readMails()).find(mail => mail.id === id)!
