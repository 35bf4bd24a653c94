import { open, readFile } from 'node:fs/promises'
import { populationSchema } from '#lib/audit/population-manifest.ts'
import { type SoundPopulation, verifyPopulation } from '#lib/audit/verify-population.ts'
import { type Flaw, readJsonManifest } from '#lib/packages/check-archive.ts'
import { type OpenArchive, openArchive } from '#lib/packages/read-archive.ts'
import { type Sound, verifyPackage } from '#lib/packages/verify-package.ts'
import type { Arguments, CliCommand, Io } from './command.ts'

export const usage = `package verify FILE [--key FILE]: checks a downloaded package, or an auditor's export, offline
  FILE is the zip as it was downloaded: a person's copy, or the requests that an auditor took away. --key names a file with the organisation's public key, as it publishes it; without it
  the check only shows that the package agrees with itself. --json prints the result as one JSON object.`

export const options: CliCommand['options'] = { key: { type: 'string' }, json: { type: 'boolean' } }

/** Status 0: sound. 1: the first thing wrong is named on stderr (with --json on stdout). 2: the command line is wrong. */
export const run = async ({ positionals, values }: Arguments, io: Pick<Io, 'out' | 'say'>): Promise<number> => {
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) {
    io.say(`package verify takes one file.\n${usage}`)
    return 2
  }
  const checked = await check(file, typeof values.key === 'string' ? values.key : null)
  if ('cannot' in checked) {
    if (values.json) io.out(JSON.stringify({ ok: false, why: 'unreadable', where: checked.cannot }))
    io.say(checked.cannot)
    return 1
  }
  if (values.json) io.out(JSON.stringify(checked.ok ? brief(checked) : checked))
  else if (checked.ok) for (const line of [...sentencesOf(checked), signedBy(checked)]) io.out(line)
  if (!checked.ok) io.say(explain(checked))
  return checked.ok ? 0 : 1
}

type Checked = Sound | SoundPopulation

const isPopulation = (checked: Checked): checked is SoundPopulation => checked.manifest.schema === populationSchema

const check = async (file: string, keyFile: string | null): Promise<Checked | Flaw | { cannot: string }> => {
  let key: string | null = null
  if (keyFile !== null) {
    const line = await readFile(keyFile, 'utf8').catch(() => null)
    if (line === null) return { cannot: `The key file ${keyFile} cannot be read.` }
    key = line.trim()
  }
  const handle = await open(file, 'r').catch(() => null)
  if (!handle) return { cannot: `${file} cannot be read.` }
  let archive: OpenArchive | null = null
  try {
    archive = await openArchive(handle.fd)
    const read = await readJsonManifest(archive)
    const schema =
      read.ok && read.json !== null && typeof read.json === 'object' && 'schema' in read.json && read.json.schema
    return await (schema === populationSchema ? verifyPopulation : verifyPackage)(archive, key)
  } catch (error) {
    if (archive && error instanceof TypeError) return { cannot: `${keyFile} holds no public key: ${error.message}.` }
    return {
      cannot: `${file} is not a whole zip file: ${error instanceof Error ? error.message : 'it cannot be opened'}.`,
    }
  } finally {
    await handle.close().catch(() => {})
  }
}

const brief = (checked: Checked) => {
  const { key, trusted } = checked
  if (isPopulation(checked)) {
    const { exportedAt, filter, figures, tables, files } = checked.manifest
    return { ok: true, exportedAt, filter, figures, tables, files, key, trusted }
  }
  const { ref, preparedAt, complete, files, records, redactions } = checked.manifest
  return { ok: true, ref, preparedAt, complete, files, records, redactions, proofs: checked.proofs, key, trusted }
}

const sentencesOf = (checked: Checked): string[] => {
  if (isPopulation(checked)) return sayPopulation(checked)
  const { manifest, proofs } = checked
  return [
    `Request ${manifest.ref}, prepared at ${manifest.preparedAt}: ${manifest.complete ? 'complete' : 'not complete, and it says so'}.`,
    ...manifest.files.map(({ name, bytes }) => `${name}: ${bytes} bytes, unchanged.`),
    manifest.history
      ? `${proofs} events of the request are in the signed history.`
      : 'No events of the history are enclosed.',
  ]
}

const sayPopulation = ({ manifest: { exportedAt, filter, figures, tables, history } }: SoundPopulation): string[] => {
  const asked = Object.entries(filter).map(([name, value]) => `${name} ${value}`)
  return [
    `An auditor's export as of ${exportedAt}: ${asked.length ? asked.join(', ') : 'every request'}.`,
    ...tables.map(({ name, rows }) => `${name}: ${rows} rows, unchanged, the same as CSV and as JSON.`),
    `Recounted from the rows: ${figures.received} received, ${figures.answered} answered, ${figures.refused} refused, ${figures.late} late.`,
    history
      ? `The history had ${history.checkpoint.split('\n')[1]} signed events then.`
      : 'The history had no signed checkpoint yet.',
  ]
}

const signedBy = ({ key, trusted }: Checked): string =>
  trusted
    ? 'Signed with the key you gave.'
    : `Signed with the key ${key}, which the package itself names: compare it with the one the organisation publishes, or use --key.`

const explain = ({ why, where }: Flaw): string => {
  const sentences: Record<Flaw['why'], string> = {
    'no-manifest': 'The package holds no manifest.json.',
    'bad-manifest': `manifest.json is not a manifest (${where}).`,
    'bad-signature': 'The signature of manifest.json is wrong: it was changed after it was signed.',
    'other-key': 'manifest.json is signed with another key than the one you gave.',
    'listed-twice': `${where} is there twice.`,
    'missing-file': `${where} is listed in the manifest but not in the package.`,
    'unlisted-file': `${where} is in the package but not listed in the manifest.`,
    'changed-file': `${where} is not the file that was listed: it was changed.`,
    'bad-checkpoint': `The checkpoint of the history cannot be trusted (${where}).`,
    'bad-proof': `Event ${where} of the manifest is not in the history of its checkpoint.`,
    'bad-row': `${where} is no row of this table.`,
    'missing-row': `A row is missing (${where}).`,
    'wrong-count': `${where} does not hold as many rows as were counted.`,
    'wrong-figures': `The figures are not those of the rows (${where}).`,
    'tables-differ': `${where}.csv and ${where}.json do not say the same.`,
  }
  return sentences[why]
}
