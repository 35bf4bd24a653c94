import { Temporal } from 'temporal-polyfill'
import { countUnfollowed } from '#lib/candidates/hanging.ts'
import { type Formats, sentenceOf } from '#lib/history/sentence-of.ts'
import { formatDate, formatTime } from '#lib/i18n/formats.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { recordHash } from '#lib/requests/record-hash.ts'
import type { CollectionFacts, FoundRecord } from '#lib/sources/contract.ts'
import { factsOf } from '#lib/sources/data-map.ts'
import { gapsIn } from '#lib/sources/gap.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import type { Material } from './assemble-package.ts'
import { type Attachment, Attachments, manualIn, renamed } from './attachments.ts'
import type { Coverage, Group, PackagedRecord, PackageHead } from './content.ts'
import { countRedactions } from './leaf.ts'
import { markingFor } from './marking.ts'
import { type OwnGroup, ownGroups } from './own-groups.ts'
import { Recipients } from './received.ts'
import { sourceFacts } from './source-facts.ts'
import type { Marking } from './span.ts'
import { unreadRows, unsearchedRows } from './unread-sources.ts'
import { packagedRecord, type Withheld, withheldIn } from './withhold.ts'

type CoverageRow = Material['coverages'][number]

/** `stays`: told of each record that stays back though no officer withheld it. */
type Held = { withheld: Withheld; marking: Marking; stays?: () => void }

/**
 * What a package says, from stored rows alone: its head, with every collection counted, and its groups as streams out of the vault. `held`: records
 * that no officer withheld and that stay back, because the map says that they may be another person's.
 * Each collection in which something was found is read twice: the head, which comes first, counts what the groups will show.
 */
export async function openContents(
  found: Material,
  locale: Locale,
): Promise<{ head: PackageHead; groups: AsyncIterable<Group>; attachments: Attachment[]; held: number }> {
  const maps = found.maps.map(({ key, map }) => ({ key, map: readMap([{ file: `${key}.yml`, text: map }]).map }))
  const unread = [...unreadRows(found, maps), ...unsearchedRows(found.request, found.unsearched)]
  const material = { ...found, coverages: [...found.coverages, ...unread] }
  const unfollowed = countUnfollowed(
    { datasets: maps.flatMap(({ map }) => map.datasets) },
    material.candidates.admitted,
  )
  const gaps = new Set(
    gapsIn(
      material.coverages,
      maps.map(({ map }) => map),
    ),
  )
  const facts = new Map(maps.flatMap(({ map }) => factsOf(map)).map(one => [nameOf(one), one]))
  const marking = markingFor(material.request.id, locale)
  const withheld = new Map(
    material.coverages.map(row => [
      nameOf(row),
      withheldIn(material.withholdings.filter(one => nameOf(one) === nameOf(row))),
    ]),
  )
  const hold = (row: CoverageRow): Held => ({ withheld: withheld.get(nameOf(row))!, marking })
  const coverage: Coverage[] = []
  const open: CoverageRow[] = []
  const recipients = new Recipients()
  let held = 0
  const attachments = new Attachments(material.ownerFiles, manualIn(material.maps))
  for (const row of material.coverages) {
    const pointer = `/groups/${open.length}/records`
    const about = facts.get(nameOf(row))
    const remarks = remarksOf({
      'candidates-left': material.candidates.leftOut.get(nameOf(row)) ?? 0,
      'hanging-left': material.candidates.hangingLeft.get(nameOf(row)) ?? 0,
      'hanging-unread': unfollowed.get(nameOf(row)) ?? 0,
    })
    const counted = await coverageOf(
      material,
      row,
      { ...hold(row), stays: () => held++ },
      { facts: about, remarks },
      (record, index) => {
        if (about) recipients.add(about, record, `${pointer}/${index}`)
        attachments.add(row.dataset, record)
      },
    )
    coverage.push(gaps.has(row) ? { ...counted, gap: true } : counted)
    if (counted.result === 'found') open.push(row)
  }
  const own = ownGroups(material, locale)
  const received = recipients.among(open.flatMap(row => facts.get(nameOf(row)) ?? []))
  const covered = [...coverage, ...own.map(one => one.coverage)]
  // Of a source that this search did not ask nothing is said here: nobody looked. One connected since has its rows in the coverage.
  const asked = maps.filter(({ key }) => material.searches.some(({ source }) => source === key))
  const sources = asked.map(({ key, map }) => sourceFacts(key, map, material))
  return {
    head: headOf(material, locale, { coverage: covered, received, sources }),
    groups: joined(groupsOf(material, open, facts, hold), own),
    attachments: attachments.list,
    held,
  }
}

async function* joined(groups: AsyncIterable<Group>, own: OwnGroup[]): AsyncGenerator<Group> {
  yield* groups
  for (const { facts, records, coverage } of own) if (coverage.count > 0) yield { facts, records: records() }
}

const nameOf = ({ dataset, collection }: { dataset: string; collection: string }) => `${dataset}.${collection}`

async function* groupsOf(
  material: Material,
  rows: CoverageRow[],
  facts: Map<string, CollectionFacts>,
  hold: (row: CoverageRow) => Held,
): AsyncGenerator<Group> {
  for (const row of rows) {
    const about = facts.get(nameOf(row))
    if (!about) throw new Error(`The data map no longer knows ${nameOf(row)}: search again with the new map.`)
    yield { facts: about, records: packagedRecords(material, row, hold(row)) }
  }
}

async function* packagedRecords(
  material: Material,
  row: CoverageRow,
  { withheld, marking, stays }: Held,
): AsyncGenerator<PackagedRecord> {
  const manual = manualIn(material.maps).has(row.dataset)
  let read = 0
  for (const { objectId, dataset, collection } of material.segments) {
    if (nameOf({ dataset, collection }) !== nameOf(row)) continue
    for await (const record of readRecords(houseVault(), material.request.id, objectId) as AsyncIterable<FoundRecord>) {
      read++
      const hash = hexOf(recordHash(material.request.id, dataset, collection, record.key))
      const packaged = packagedRecord(record, hash, withheld, marking)
      if (packaged) yield manual ? renamed(dataset, packaged) : packaged
      else if (!withheld.whole && !withheld.records.has(hash)) stays?.()
    }
  }
  // What is missing must not pass for withheld.
  if (read !== row.count)
    throw new Error(`${nameOf(row)}: the search found ${row.count} records, the vault holds ${read}`)
}

/** What may be the person's too and is not in the copy: because nobody could tell, or because nobody looked. */
const remarksOf = (
  counts: {
    [code in 'candidates-left' | 'hanging-left' | 'hanging-unread']: number
  },
): Pick<Coverage, 'remarks'> => {
  const remarks = Object.entries(counts).flatMap(([code, count]) => (count > 0 ? [{ code, count }] : []))
  return remarks.length > 0 ? { remarks } : {}
}

async function coverageOf(
  material: Material,
  row: CoverageRow,
  held: Held,
  { facts, remarks }: { facts: CollectionFacts | undefined; remarks: Pick<Coverage, 'remarks'> },
  seen: (record: PackagedRecord, index: number) => void,
): Promise<Coverage> {
  const { dataset, collection, result, count, reason } = row
  const plain = {
    dataset,
    collection,
    ...(facts && { label: facts.label }),
    result,
    count,
    withheldRecords: 0,
    withheldValues: 0,
    withheldParts: 0,
    reason,
    ...remarks,
  }
  if (result !== 'found') return plain
  const { whole, records } = held.withheld
  let shown = 0
  let [values, parts] = [0, 0]
  for await (const record of packagedRecords(material, row, held)) {
    seen(record, shown)
    shown++
    const counted = countRedactions(record)
    values += counted.values
    parts += counted.parts
  }
  const ground = whole ?? [...records.values()][0] ?? 'rights-of-others'
  if (shown === 0) return { ...plain, result: 'withheld', withheldRecords: count, reason: ground }
  return { ...plain, withheldRecords: count - shown, withheldValues: values, withheldParts: parts }
}

function headOf(
  { request, organisation, ...material }: Material,
  locale: Locale,
  { coverage, received, sources }: Pick<PackageHead, 'coverage' | 'received' | 'sources'>,
): PackageHead {
  const unclassified = material.searches.flatMap(search => search.unclassified)
  const missed = coverage.some(({ gap }) => gap)
  return {
    ref: request.ref,
    locale,
    address: material.address,
    receivedAt: request.receivedAt.toString(),
    dueDate: request.dueOn.toString(),
    regimes: request.rules.map(rule => rule.split('.')[0]!),
    preparedAt: material.package.requestedAt.toString(),
    organisation,
    sources,
    received,
    snapshots: material.searches.flatMap(({ source, snapshotAt, snapshotLsn, fingerprint }) =>
      snapshotAt ? [{ source, at: snapshotAt, lsn: snapshotLsn, fingerprint }] : [],
    ),
    coverage,
    unclassified,
    complete: !missed && unclassified.length === 0 && material.searches.every(({ state }) => state === 'done'),
    steps: stepsOf(material.history, locale, organisation.zone),
  }
}

/** The request is part of the person's own data: what happened with it, in their language. */
function stepsOf(history: Material['history'], locale: Locale, zone: string): PackageHead['steps'] {
  const t = createTranslator(locale, 'history')
  const formats: Formats = {
    date: iso => formatDate(locale, Temporal.PlainDate.from(iso)),
    instant: iso => formatTime(locale, Temporal.Instant.from(iso), zone),
  }
  return history.map(({ at, event }) => ({ at: at.toString(), sentence: sentenceOf(event, t, formats) }))
}
