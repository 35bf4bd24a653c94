import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { signAs } from '#lib/history/history-signer.ts'
import { openPostOffice } from '#lib/mail/post-office.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { handlers } from './handlers.ts'
import type { Told } from './spawn-test-worker.ts'
import { runWorker } from './worker.ts'

// A worker in a process of its own, to be killed. Told by its parent; says `ready`, and `started <job>` when a job begins.

process.once('message', async (told: Told) => {
  const key = (base64: string) => Buffer.from(base64, 'base64')
  const seal = key(told.seal)
  const { house } = told
  giveKeys(
    house
      ? {
          seal: [seal],
          hash: key(house.hash),
          vault: [key(house.vault)],
          signing: key(house.signing),
          vaultRoot: house.vaultRoot,
        }
      : { seal: [seal], hash: seal, vault: [seal], signing: seal, vaultRoot: '/nowhere' },
  )
  if (house) process.env.SITE_URL = house.siteUrl
  signAs('https://portal.test')
  openPostOffice({ origin: 'https://portal.test', smtpUrl: told.smtpUrl, mailFrom: told.mailFrom })
  process.once('disconnect', () => process.exit(0))
  if (told.waits) {
    process.send?.('waiting')
    await once(process, 'message')
  }
  const worker = await runWorker({
    databaseUrl: told.databaseUrl,
    handlers: {
      ...handlers,
      sweep: async () => {
        process.send?.('started sweep')
        await sleep(told.keepFor)
      },
    },
  })
  process.once('SIGTERM', () => worker.stop().then(() => process.exit(0)))
  process.send?.('ready')
})
