import type { Readable } from 'node:stream'
import { Readable as Stream } from 'node:stream'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { proveEvents } from '#lib/history/prove-events.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { newId } from '#lib/kernel/ids.ts'
import { houseKeys, houseVault } from '#lib/vault/house-keys.ts'
import { type ArchiveEntry, zipPackage } from './archive.ts'
import { type BuildJob, type Material, readMaterial } from './assemble-package.ts'
import type { Attachment } from './attachments.ts'
import { type BuiltFile, type BuiltPackage, buildPackage } from './build-package.ts'
import type { PackageHead } from './content.ts'
import { dropLeftovers, objectPrefix } from './drop-leftovers.ts'
import { makeManifest, manifestBytes } from './manifest.ts'
import { openContents } from './open-contents.ts'
import { ownDataset } from './own-dataset.ts'
import { listed, readmeText } from './readme.ts'
import { recordPackage } from './record-package.ts'
import type { Translate } from './writer.ts'

/** What each file of a package is; the archive holds all the others and the manifest. */
const mediaTypes: { [name: string]: string } = {
  'dossier.json': 'application/json',
  'dossier.pdf': 'application/pdf',
  'dossier.html': 'text/html; charset=utf-8',
  'dossier-csv.zip': 'application/zip',
  'dossier.zip': 'application/zip',
}

type KeptFile = BuiltFile & { objectId: string; mediaType: string }

/** `once`: by what the objects of this build alone are called; a twin writes over none of them. */
type Building = Material & { once: string }

/**
 * The job that builds a package: one pass over the sealed records feeds every form, each form goes straight back into the vault.
 * Overtaken it changes nothing, whether it learns of that at its end or because its twin took away what no row names.
 */
export async function makePackage(job: BuildJob): Promise<void> {
  try {
    await build(job)
  } catch (error) {
    if (await readMaterial(job)) throw error
    await dropLeftovers(job)
  }
}

async function build(job: BuildJob): Promise<void> {
  const found = await readMaterial(job)
  if (!found) return await dropLeftovers(job)
  if (found.waits) return comeBack(job)
  const material: Building = { ...found, once: newId().slice(-12) }
  const locale = isLocale(material.request.locale) ? material.request.locale : defaultLocale
  const translate = createTranslator(locale, 'package')
  // The manifest proves the request's events up to here, so the tree must hold them first.
  await sealHistory()
  const { head, groups, attachments, held } = await openContents(material, locale)
  const built = await buildPackage({ head, groups, translate, sinks: sinksFor(material) })
  const entries = tablesOf(material, built)
  const archives = [
    await archiveTables(material, head, entries),
    await archivePackage(material, head, built, { tables: entries, attachments }, translate),
  ]
  await houseVault().remove(material.request.id, objectOf(material, 'tables'))
  const files = [...built.files, ...archives].map(file => kept(material, file))
  await recordPackage(worker, {
    packageId: job.packageId,
    run: job.run,
    complete: head.complete,
    records: built.records - countOwn(head),
    held,
    files,
  })
  // Recorded or overtaken: what no row names is litter, also the tables of a run of this build that was killed.
  await dropLeftovers(job)
}

/** The officer's word stands; the build begins when what was found is whole. */
const comeBack = (job: BuildJob): Promise<void> =>
  begin(worker, ({ tx }) => enqueue(tx, 'build-package', job, { afterSeconds: 1 }))

/** What the portal holds by itself is in the copy, but is no finding. */
const countOwn = (head: PackageHead): number =>
  head.coverage.reduce((sum, { dataset, count }) => (dataset === ownDataset ? sum + count : sum), 0)

const objectOf = ({ package: { id, run }, once }: Building, name: string): string =>
  `${objectPrefix({ packageId: id, run })}${name.replaceAll('.', '-')}-${once}`

const kept = (material: Building, file: BuiltFile): KeptFile => ({
  ...file,
  objectId: objectOf(material, file.name),
  mediaType: mediaTypes[file.name] ?? 'application/octet-stream',
})

const seal = async (material: Building, name: string, bytes: Readable) =>
  houseVault().write(material.request.id, objectOf(material, name), bytes)

const sinksFor = (material: Building) => {
  const sink = (name: string) => async (bytes: Readable) => {
    await seal(material, name, bytes)
  }
  return {
    'dossier.json': sink('dossier.json'),
    'dossier.pdf': sink('dossier.pdf'),
    'dossier.html': sink('dossier.html'),
    tables: sink('tables'),
  }
}

/** The tables lie one after the other in one sealed object; each is read back out of it when its turn comes. */
const tablesOf = (material: Building, built: BuiltPackage): ArchiveEntry[] =>
  built.tables.map(({ name, start, bytes }) => ({
    name,
    open: async () =>
      houseVault().read(material.request.id, objectOf(material, 'tables'), { start, end: start + bytes }),
  }))

/** The tables alone, for whoever wants only them. */
async function archiveTables(material: Building, head: PackageHead, tables: ArchiveEntry[]): Promise<BuiltFile> {
  const name = 'dossier-csv.zip'
  const written = await seal(material, name, zipPackage(tables, head.preparedAt))
  return { name, sha256: written.plaintextSha256, bytes: written.bytes }
}

/** The archive reads the finished forms back from the vault: they are hashed and sealed already, and no plaintext touches a disk. */
async function archivePackage(
  material: Building,
  head: PackageHead,
  built: BuiltPackage,
  { tables, attachments }: { tables: ArchiveEntry[]; attachments: Attachment[] },
  t: Translate,
): Promise<BuiltFile> {
  const readme = Buffer.from(readmeText(head, t, attachments.length), 'utf8')
  const history = await proveEvents(`request:${material.request.id}`)
  const manifest = makeManifest({
    head,
    built,
    more: [...attachments.map(({ objectId: _objectId, ...file }) => file), listed('README.txt', readme)],
    history,
    seed: houseKeys().signing,
  })
  const small = (name: string, bytes: Buffer) => ({ name, open: async () => Stream.from([bytes]) })
  const forms = built.files.map(({ name }) => ({
    name,
    open: async () => houseVault().read(material.request.id, objectOf(material, name)),
  }))
  // What a colleague gave lies in the vault as it came, hashed and sealed then.
  const given = attachments.map(({ name, objectId }) => ({
    name,
    open: async () => houseVault().read(material.request.id, objectId),
  }))
  const entries = [
    ...forms,
    ...tables,
    ...given,
    small('README.txt', readme),
    small('manifest.json', manifestBytes(manifest)),
  ]
  const written = await seal(material, 'dossier.zip', zipPackage(entries, head.preparedAt))
  return { name: 'dossier.zip', sha256: written.plaintextSha256, bytes: written.bytes }
}
