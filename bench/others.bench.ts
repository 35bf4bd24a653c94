import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { worker } from '#lib/access/actor.ts'
import { readSecrets } from '#lib/config/secrets.ts'
import { begin } from '#lib/db/begin.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { startEmbedded } from '#lib/db/embedded.ts'
import { migrateDatabase } from '#lib/db/migrate.ts'
import { errand, prepareDatabase, prepareLogins, prepareSiteDatabase } from '#lib/db/roles.ts'
import { generateSite } from '#lib/demo/generate-site.ts'
import { seedSite } from '#lib/demo/seed-site.ts'
import { askIndex } from '#lib/others/ask-index.ts'
import { findMentions } from '#lib/others/find-mentions.ts'
import { indexPeople } from '#lib/others/index-people.ts'
import { readIndexes } from '#lib/others/store.ts'
import { namesNobody, ways } from '#lib/others/written-otherwise.fixture.ts'
import { sources } from '#lib/sources/table.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'

const people = Number(process.argv[2] ?? 2400)
const site = generateSite({ people })
const say = (text: string) => process.stdout.write(`${text}\n`)
const share = (of: number, all: number) => `${((100 * of) / Math.max(1, all)).toFixed(1)} % of ${all}`

const directory = await mkdtemp(join(tmpdir(), 'dossier-bench-'))
await chmod(directory, 0o711)
const { url, stop } = await startEmbedded(directory, { durable: false })
try {
  await openPortal()
  const building = performance.now()
  await indexPeople()
  const built = (performance.now() - building) / 1000
  const [index] = await begin(worker, ({ tx }) => readIndexes(tx))
  const [size] = await errand(
    url('postgres', 'portal'),
    sql => sql<{ bytes: number }[]>`select pg_total_relation_size('dossier.known_identifier')::int as bytes`,
  )
  say(`machine: ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}; ${people} people`)
  say(
    `index: ${index!.people} people, ${index!.identifiers} keyed hashes, ${Math.round(size!.bytes / index!.people)} bytes a person, ${built.toFixed(1)} s`,
  )
  await measurePlanted()
  await measureWrittenOtherwise()
} finally {
  await leaveHouse()
  await stop()
  await rm(directory, { recursive: true, force: true })
}

async function openPortal(): Promise<void> {
  const superuser = url('postgres', 'postgres')
  const { passwords } = await readSecrets(directory)
  await prepareLogins(superuser, passwords)
  await prepareDatabase(superuser, 'portal')
  await prepareSiteDatabase(superuser, 'site')
  await migrateDatabase(url('dossier_owner', 'portal'), 'dossier_app')
  await seedSite(url('site_owner', 'site'), { people })
  connectHouse(url('dossier_app', 'portal'))
  const key = () => randomBytes(32)
  giveKeys({ seal: [key()], hash: key(), vault: [key()], signing: key(), vaultRoot: join(directory, 'vault') })
  process.env.SITE_URL = url('site_reader', 'site')
  const map = await readFile(new URL('../lib/demo/site.map.yml', import.meta.url), 'utf8')
  await begin(worker, ({ tx, now }) =>
    tx.insert(sources).values({ key: 'site', kind: 'postgres', connectionVariable: 'SITE_URL', map, addedAt: now }),
  )
}

/** Every message ever sent in: the places planted in it, and whatever else is proposed. Nobody is left out as the person themselves. */
async function measurePlanted(): Promise<void> {
  const rows = site.rows.form_request.filter(({ message }) => message !== null)
  const texts = rows.map(({ message }) => message!)
  const began = performance.now()
  const found = await findMentions(texts, askIndex())
  const seconds = (performance.now() - began) / 1000
  const planted = new Map(site.mentions.map(mention => [mention.formRequestId, mention]))
  const right = { name: 0, email: 0, phone: 0 }
  let [proposed, wrong, doubtful] = [0, 0, 0]
  for (const [index, places] of found.entries()) {
    const mention = planted.get(rows[index]!.id)
    const at = mention ? texts[index]!.indexOf(mention.words) : -1
    const isIt = ({ start, end }: { start: number; end: number }) => start === at && end === at + mention!.words.length
    if (mention && places.some(isIt)) right[mention.by]++
    proposed += places.length
    for (const place of places.filter(one => !mention || !isIt(one))) {
      wrong++
      if (place.kind === 'word-name') doubtful++
    }
  }
  say(
    `\nplanted in ${texts.length} messages, ${Math.round(texts.join('').length / 1024)} KiB, looked through in ${seconds.toFixed(1)} s:`,
  )
  for (const by of ['email', 'phone', 'name'] as const)
    say(`  ${by}: found ${share(right[by], site.mentions.filter(one => one.by === by).length)}`)
  say(`  false: ${share(wrong, proposed)} proposals (${doubtful} of them marked as perhaps only a word)`)
}

/** The same people written in other ways, and sentences made of words that are also names. */
async function measureWrittenOtherwise(): Promise<void> {
  const ask = askIndex()
  say('\nwritten otherwise than the sources have it:')
  for (const by of ['email', 'phone', 'name'] as const)
    for (const { called, write } of ways[by]) {
      const written = site.mentions.filter(one => one.by === by).flatMap(({ words }) => write(words) ?? [])
      const found = await findMentions(
        written.map(words => `Please ask ${words} about it.`),
        ask,
      )
      say(`  ${by} ${called}: ${share(found.filter(places => places.length > 0).length, written.length)}`)
    }
  const traps = [...namesNobody, ...strangers()]
  const found = await findMentions(traps, ask)
  say(`\nsentences that name nobody known: ${found.flat().length} false proposals in ${traps.length}`)
}

/** First names of some and family names of others, as far as nobody bears both. */
function strangers(): string[] {
  const known = new Set(site.everybody.map(({ fullName }) => fullName))
  const names = site.everybody.filter(({ script }) => script === 'latin').map(({ fullName }) => fullName.split(' '))
  return names.flatMap(([first], index) => {
    const name = `${first} ${names[(index * 7 + 3) % names.length]!.slice(1).join(' ')}`
    return known.has(name) ? [] : [`We spoke to ${name} and ${first} at the fair.`]
  })
}
