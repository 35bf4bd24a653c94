import { hexOf } from '#lib/kernel/hex.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import type { FileRow } from '#lib/owners/store.ts'
import type { BuiltFile } from './build-package.ts'
import type { PackagedRecord } from './content.ts'

/** A file that a colleague gave, as the archive carries it. */
export type Attachment = BuiltFile & { objectId: string }

type Source = { key: string; kind: string }

/**
 * Which files that colleagues gave go into the archive: those whose record is in the copy and still names its file. So a record, or the
 * name of its file, that is withheld keeps the file back.
 */
export class Attachments {
  readonly list: Attachment[] = []
  private readonly files: Map<string, FileRow>
  private readonly manual: Set<string>

  constructor(files: readonly FileRow[], sources: readonly Source[]) {
    this.files = new Map(files.map(file => [file.id, file]))
    this.manual = new Set(sources.filter(({ kind }) => kind === manualKind).map(({ key }) => key))
  }

  /** Looks at one record of the copy. A dataset of a manual source is called like the source. */
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
