import { randomUUID } from 'node:crypto'
import { withEmbedded } from '#lib/cli/in-house.ts'
import { requireConfig } from '#lib/cli/prepare-database.ts'
import { connectHouse } from '#lib/db/client.ts'
import { begin } from '#lib/db/begin.ts'
import { worker } from '#lib/access/actor.ts'
import { staff } from '#lib/identity/table.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { startSession } from '#lib/identity/start-session.ts'
import { sealText } from '#lib/vault/house-keys.ts'
import { ask, done, longReason, officer, openHouse, prove, readyRequest } from '#lib/requests/lives-for-tests.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { extendDeadline } from '#lib/requests/extend-deadline.ts'
import { withholdValue } from '#lib/requests/withhold-value.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { writeFileSync } from 'node:fs'
const io = { out: console.log, say: console.error, stdin: process.stdin, env: process.env }
await withEmbedded(io, async () => {
  connectHouse(requireConfig(process.env).databaseUrl)
  if (process.argv[2] === 'seed') {
    await openHouse()
    for (const role of ['admin', 'auditor', 'officer'] as const) {
      const id = role === 'officer' ? officer.id : randomUUID()
      const address = `${role}@example.org` as never
      await begin(worker, async scope => {
        await scope.tx.insert(staff).values({ id, addressHash: hashAddress(address), address: sealText(`staff.address:${id}`, address), name: sealText(`staff.name:${id}`, `Robin ${role}`), role, state: 'active', locale: 'en', invitedAt: scope.now })
        const session = await startSession(scope, 'staff', id)
        writeFileSync(`/tmp/auditor-data/${role}.session`, session.token)
      })
    }
    for (let n = 0; n < 60; n++) await ask(`p${n}@example.org`, (['IE', 'GB', 'US-CA'] as const)[n % 3])
    const a = await readyRequest('a@example.org')
    done(await extendDeadline(officer, { ref: a.ref, ground: 'complexity', reason: longReason }))
    done(await releasePackage(officer, { ref: a.ref, package: a.package }))
    const b = await readyRequest('b@example.org')
    done(await withholdValue(officer, { ref: b.ref, dataset: 'site', collection: 'contacts', key: '["7"]', field: 'notes', ground: 'rights-of-others', reason: longReason }))
    done(await refuseRequest(officer, { ref: b.ref, ground: 'exempt', reason: longReason }))
    await prove(await ask('c@example.org'))
    await sealHistory()
    await ask('d@example.org')
    console.log('seeded', a.ref)
  }
  await new Promise(() => {})
})
