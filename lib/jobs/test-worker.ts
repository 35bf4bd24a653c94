import { setTimeout as sleep } from 'node:timers/promises'
import { openPostOffice } from '#lib/mail/post-office.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { handlers } from './handlers.ts'
import type { Told } from './spawn-test-worker.ts'
import { runWorker } from './worker.ts'

// A worker in a process of its own, to be killed. Told by its parent; says `ready`, and `started <job>` when a job begins.

process.once('message', async (told: Told) => {
  const seal = Buffer.from(told.seal, 'base64')
  giveKeys({ seal: [seal], hash: seal, vault: [seal], signing: seal, vaultRoot: '/nowhere' })
  openPostOffice({ origin: 'https://portal.test', smtpUrl: told.smtpUrl, mailFrom: told.mailFrom })
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
  process.once('disconnect', () => process.exit(0))
  process.send?.('ready')
})
