import { hexOf } from '#lib/kernel/hex.ts'
import { safeName } from '#lib/owners/file-name.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import type { FileRow } from '#lib/owners/store.ts'
import type { BuiltFile } from './build-package.ts'
import type { PackagedRecord } from './content.ts'
import { partlyOf } from './leaf.ts'

/** A file that a colleague gave, as the archive carries it. */
export type Attachment = BuiltFile & { objectId: string }

type Source = { key: string; kind: string }

/** The datasets in which files lie that colleagues gave: each is called like its source. */
export const manualIn = (sources: readonly Source[]): Set<string> =>
  new Set(sources.filter(({ kind }) => kind === manualKind).map(({ key }) => key))

/**
 * The record of such a file as the copy carries it. Its name in the archive is made of the name it came with; where some of either is held
 * back, it is made anew of what is left of the latter, so that no entry of the archive tells the rest, and the file itself stays in.
 */
export function renamed(dataset: string, record: PackagedRecord): PackagedRecord {
  const { file, original_name: given } = record.values
  if (file === undefined || (typeof file === 'string' && typeof given === 'string')) return record
  const name = typeof file === 'string' ? file : partlyOf(file)?.text
  const number = name?.startsWith(`files/${dataset}-`) && /^\d+/.exec(name.slice(`files/${dataset}-`.length))
  if (!number) return record
  const left = (given !== undefined && partlyOf(given)?.text) || ''
  return { ...record, values: { ...record.values, file: `files/${safeName(dataset, Number(number[0]), left)}` } }
}

/**
 * Which files that colleagues gave go into the archive: those whose record is in the copy and still names its file. So a record, or the
 * whole name of its file, that is withheld keeps the file back.
 */
export class Attachments {
  readonly list: Attachment[] = []
  private readonly files: Map<string, FileRow>
  private readonly manual: Set<string>

  constructor(files: readonly FileRow[], manual: Set<string>) {
    this.files = new Map(files.map(file => [file.id, file]))
    this.manual = manual
  }

  /** Looks at one record of the copy. */
  add(dataset: string, record: PackagedRecord): void {
    const file = this.manual.has(dataset) ? this.files.get(record.key[0] ?? '') : undefined
    const name = record.values.file
    if (!file || typeof name !== 'string') return
    this.list.push({
      name,
      objectId: file.objectId,
      bytes: file.bytes,
      sha256: hexOf(file.sha256),
    })
  }
}
