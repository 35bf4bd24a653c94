import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { type Entry, fromBuffer, fromFd, type ZipFile } from 'yauzl'

export type OpenArchive = {
  /** Names in the order of the archive; a name twice is kept twice, so that a checker can refuse it. */
  names: string[]
  /** The content of one entry, decompressed. Throws for a name that is not there. */
  read(name: string): Promise<Readable>
  close(): void
}

/** Opens a zip by descriptor (streams, any size) or from memory. Throws what yauzl throws when it is none. */
export const openArchive = async (from: number | Buffer): Promise<OpenArchive> => {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    const opened = (error: Error | null, file: ZipFile) => (error ? reject(error) : resolve(file))
    const options = { lazyEntries: true, autoClose: false, strictFileNames: true }
    if (typeof from === 'number') fromFd(from, options, opened)
    else fromBuffer(from, options, opened)
  })
  const entries: Entry[] = []
  zip.on('entry', (entry: Entry) => {
    entries.push(entry)
    zip.readEntry()
  })
  const all = once(zip, 'end')
  zip.readEntry()
  await all
  return {
    names: entries.map(entry => entry.fileName),
    read: name => {
      const entry = entries.find(({ fileName }) => fileName === name)
      if (!entry) return Promise.reject(new Error(`the archive holds no ${name}`))
      return new Promise((resolve, reject) => {
        zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
      })
    },
    close: () => zip.close(),
  }
}
