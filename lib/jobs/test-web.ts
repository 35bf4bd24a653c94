import { setTimeout as sleep } from 'node:timers/promises'
import { eq, inArray } from 'drizzle-orm'
import { type Actor, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { connectHouse } from '#lib/db/client.ts'
import { people } from '#lib/demo/people.ts'
import { signAs } from '#lib/history/history-signer.ts'
import { openPostOffice } from '#lib/mail/post-office.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { packages } from '#lib/packages/table.ts'
import type { Status } from '#lib/requests/status.ts'
import { requests } from '#lib/requests/table.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { draw } from './killed-worker-for-tests.ts'
import { askAndProve, fileOf, officer } from './portal-for-tests.ts'
import type { Told } from './spawn-test-worker.ts'

// The verbs a web server calls, in a process of its own, to be killed: people ask, prove and download, an officer prepares and releases
// whatever is ready for it. Says each thing it was told is done.

export type Did = { did: 'proved' | 'prepared' | 'released' | 'downloaded'; ref: string }

const say = (did: Did['did'], ref: string) => process.send?.({ did, ref } satisfies Did)

const inStatus = (...statuses: Status[]) =>
  begin(worker, ({ tx }) => tx.select().from(requests).where(inArray(requests.status, statuses)))

/** Whoever asks faster than three workers search leaves them nothing but searches: nobody would ever hold a copy. */
const mostOnTheWay = 6
const mayAsk = async () => (await inStatus('received', 'proved', 'collecting', 'review', 'ready')).length < mostOnTheWay

async function moveOn(next: (most: number) => number): Promise<void> {
  const waiting = await inStatus('review', 'ready', 'released')
  const unfinished = waiting.filter(({ status }) => status !== 'released')
  // What an officer has to do comes first, most of the time; people open their copies in between.
  const among = unfinished.length > 0 && next(3) > 0 ? unfinished : waiting
  const request = among[next(Math.max(1, among.length))]
  if (!request) return
  const { id, ref, status } = request
  const all = await begin(worker, ({ tx }) => tx.select().from(packages).where(eq(packages.requestId, id)))
  if (status === 'review') {
    // The page has no button while a package is being built: each press would drop that one and begin anew.
    if (all.some(one => one.state === 'building')) return
    if ((await preparePackage(officer, { ref })).ok) say('prepared', ref)
  } else if (status === 'ready') {
    const ready = all.find(one => one.state === 'ready')
    if (ready && (await releasePackage(officer, { ref, package: ready.id })).ok) say('released', ref)
  } else {
    const now = await begin(worker, async scope => scope.now.toString())
    const person: Actor = { kind: 'person', id: request.personId!, provedAt: now }
    const copy = JSON.parse((await fileOf(person, ref, id, 'dossier.json')).toString('utf8')) as { complete: boolean }
    if (!copy.complete) throw new Error(`${ref} came incomplete`)
    say('downloaded', ref)
  }
}

process.once('message', async (told: Told & { seed: number }) => {
  const key = (base64: string) => Buffer.from(base64, 'base64')
  const { hash, vault, signing, vaultRoot } = told.house!
  giveKeys({ seal: [key(told.seal)], hash: key(hash), vault: [key(vault)], signing: key(signing), vaultRoot })
  connectHouse(told.databaseUrl)
  signAs('https://portal.test')
  openPostOffice({ origin: 'https://portal.test', smtpUrl: told.smtpUrl, mailFrom: told.mailFrom })
  process.once('disconnect', () => process.exit(0))
  process.send?.('ready')
  const next = draw(told.seed)
  const everybody = Object.values(people)
  for (;;) {
    try {
      if (next(4) === 0 && (await mayAsk())) {
        const { ref } = await askAndProve(everybody[next(everybody.length)]!.email)
        say('proved', ref)
      } else await moveOn(next)
    } catch (fault) {
      // A busy store, a lost race, a counter that says enough: a visitor sees a page that says so, and comes again.
      process.send?.({ fault: String(fault).slice(0, 200) })
    }
    await sleep(next(200))
  }
})
