import { readAddress } from '#lib/identity/address.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { type FoundKeys, findPerson } from '#lib/sources/find-person.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { WrongUse } from './read-arguments.ts'
import { readSoundMap, readUrls, say, texts } from './read-data-map.ts'

export const usage = `find --map FILE… --url URL --email ADDRESS: a dry run for one address; stores nothing, mails nobody
  --map FILE       a data map; may repeat, and further files may follow
  --url URL        postgres://user@host/database; with several sources NAME=URL, once for each
  --email ADDRESS  whose data to look for
  --json           {"collections": […], "not_covered": […], "snapshot": {…}}, the same bytes while the source is unchanged
  A password may come from the environment variable the map names. Status 1 when a collection failed.`

export const options: CliCommand['options'] = {
  map: { type: 'string', multiple: true },
  url: { type: 'string', multiple: true },
  email: { type: 'string' },
  json: { type: 'boolean' },
}

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  const files = [...texts(values.map), ...positionals]
  const [email] = texts(values.email)
  if (files.length === 0 || email === undefined) throw new WrongUse(say('command.find-needs'), usage)
  const address = readAddress(email)
  if (!address.ok) throw new WrongUse(say('command.bad-address', { address: email }), usage)
  const map = await readSoundMap(files)
  const addresses = readUrls(map, texts(values.url), io, usage)
  const found = await findPerson(map, addresses, address.address)
  for (const { source, at, lsn } of found.snapshots)
    io.say(say('command.snapshot-taken', { source, at, lsn: lsn ?? '-' }))
  if (values.json) io.out(JSON.stringify(answer(found)))
  else for (const line of lines(found)) io.out(line)
  return found.collections.some(({ result }) => result === 'failed') ? 1 : 0
}

/** Without the time and the log position, which differ from run to run: those go to stderr. */
const answer = ({ collections, notCovered, snapshots }: FoundKeys) => ({
  collections: collections.map(one => ({
    dataset: one.dataset,
    collection: one.collection,
    result: one.result,
    count: one.count,
    keys: one.keys.map(key => (key.length === 1 ? key[0] : key)),
    path: one.path,
    third_party: one.thirdParty,
    reason: one.reason === null ? null : describeReason(say, one.reason),
  })),
  not_covered: notCovered,
  snapshot: Object.fromEntries(snapshots.map(({ source, fingerprint }) => [source, fingerprint])),
})

function* lines({ collections, notCovered }: FoundKeys) {
  for (const { dataset, collection, result, count, reason, path } of collections) {
    const why = reason === null ? path.join(' > ') : describeReason(say, reason)
    yield `${`${dataset}.${collection}`.padEnd(40)} ${result.padEnd(11)} ${String(count).padStart(6)}  ${why}`
  }
  for (const column of notCovered) yield say('command.unclassified', { column })
}
