import { checkSources, type SourceCoverage } from '#lib/sources/check-sources.ts'
import { collectionsOf, type DataMap } from '#lib/sources/data-map.ts'
import { describeReason } from '#lib/sources/describe.ts'
import { readMap } from '#lib/sources/read-map.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { WrongUse } from './read-arguments.ts'
import { problemLines, readMapFiles, readUrls, say, texts } from './read-data-map.ts'

export const usage = `map check FILE… [--url URL]: validates a data map and compares it with the live database
  --url URL  postgres://user@host/database; with several sources NAME=URL, once for each. Without it only the files are checked
  --json     {"sound", "problems": […], "unclassified": […], "missing": […], "expired": […], "sources": […]}
  Prints every column that no map classifies. Status 1 when there is any, or anything else is wrong.`

export const options: CliCommand['options'] = { url: { type: 'string', multiple: true }, json: { type: 'boolean' } }

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  if (positionals.length === 0) throw new WrongUse(say('command.check-needs'), usage)
  const read = readMap(await readMapFiles(positionals))
  if (read.problems.length > 0) {
    for (const line of problemLines(read)) io.say(line)
    if (values.json) io.out(JSON.stringify({ sound: false, problems: read.problems }))
    return 1
  }
  const urls = texts(values.url)
  const checked = urls.length === 0 ? [] : await checkSources(read.map, readUrls(read.map, urls, io, usage))
  if (values.json) io.out(JSON.stringify(answer(checked)))
  else for (const line of lines(read.map, checked)) io.out(line)
  for (const { source, failed } of checked)
    if (failed !== null) io.say(say('command.unreachable-source', { source, reason: describeReason(say, failed) }))
  return isSound(checked) ? 0 : 1
}

const isSound = (checked: SourceCoverage[]) =>
  checked.every(one => one.failed === null && one.unclassified.length === 0 && one.missing.length === 0)

const answer = (checked: SourceCoverage[]) => ({
  sound: isSound(checked),
  problems: [],
  unclassified: checked.flatMap(one => one.unclassified),
  missing: checked.flatMap(one => one.missing),
  expired: checked.flatMap(one => one.expired),
  sources: checked.map(({ source, fingerprint, tables, columns, failed }) => ({
    source,
    fingerprint,
    tables,
    columns,
    failed: failed === null ? null : describeReason(say, failed),
  })),
})

function* lines(map: DataMap, checked: SourceCoverage[]) {
  yield say('command.map-is-sound', { collections: collectionsOf(map).length, datasets: map.datasets.length })
  for (const { unclassified, missing, expired, tables, failed } of checked) {
    for (const column of unclassified) yield say('command.unclassified', { column })
    for (const column of missing) yield say('command.missing', { column })
    for (const one of expired) yield say('command.expired', one)
    if (unclassified.length > 0) yield say('command.some-unclassified', { count: unclassified.length })
    else if (failed === null) yield say('command.every-column-classified', { tables })
  }
}
