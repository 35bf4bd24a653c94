import type { Readable } from 'node:stream'
import { Temporal } from 'temporal-polyfill'
import { ZipFile } from 'yazl'

/** A file of the archive; `open` is called when its turn comes, and what it gives is read once. */
export type ArchiveEntry = { name: string; open: () => Promise<Readable> }

/**
 * The archive as a stream of bytes, made as it is read: nothing is kept. The same entries and instant give the same bytes in every
 * time zone. Names are letters, digits, `.`, `-` and `_` only, at most under the folder `csv` or `files`, so that no entry can leave the folder it is unpacked into.
 * Throws RangeError for another name; the stream fails with what an entry fails with.
 */
export const zipPackage = (entries: ArchiveEntry[], preparedAt: string): Readable => {
  const zip = new ZipFile()
  const options = { mtime: sameEverywhere(preparedAt), mode: 0o100644, forceDosTimestamp: true }
  const output = zip.outputStream as Readable
  output.setMaxListeners(0)
  // A failure is told to whoever reads; one that comes before anybody does must not end the process.
  output.on('error', () => {})
  zip.on('error', (error: Error) => output.destroy(error))
  for (const { name, open } of entries) {
    if (!/^(?:(?:csv|files)\/)?[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name))
      throw new RangeError(`"${name}" cannot be the name of a file in the archive`)
    zip.addReadStreamLazy(name, options, give => {
      open().then(
        stream => {
          // yazl listens to no entry: its failure ends the archive, and an archive that nobody wants any more ends the entry.
          stream.on('error', error => zip.emit('error', error))
          output.on('close', () => stream.destroy())
          give(null, stream)
        },
        error => zip.emit('error', error),
      )
    })
  }
  zip.end()
  return output
}

/** A zip entry's time has no zone and yazl takes it from the local clock face: this date shows the UTC face on any clock. */
const sameEverywhere = (instant: string): Date => {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO('UTC')
  return new Date(at.year, at.month - 1, at.day, at.hour, at.minute, at.second)
}
