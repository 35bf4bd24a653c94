import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkedFolder, checkedPath, type Stored, type StorePath, type VaultStore } from './store.ts'

/** No request's folder: names hold no dots. On the same file system as the rest, so that a rename can leave it. */
const UNFINISHED = '.unfinished'

/** The vault on a disk: `<root>/<folder>/<name>`, folders 0700, files 0600. The root is created on the first write. */
export function diskStore(root: string): VaultStore {
  const folderOf = (folder: string) => join(root, checkedFolder(folder))
  const fileOf = ({ folder, name }: StorePath) => join(folderOf(folder), checkedPath(folder, name).name)
  const unfinished = join(root, UNFINISHED)

  // Written apart, then linked or renamed into its place: a crash leaves all of it, or ciphertext nobody lists.
  async function place(
    path: StorePath,
    source: AsyncIterable<Uint8Array>,
    settle: (from: string, to: string) => Promise<void>,
  ) {
    const target = fileOf(path)
    const begun = join(unfinished, `${path.folder}.${path.name}.${randomUUID()}`)
    await makeFolder(root, unfinished)
    try {
      const bytes = await writeDurably(begun, source)
      await makeFolder(root, folderOf(path.folder))
      await settle(begun, target)
      await syncFolder(folderOf(path.folder))
      return bytes
    } finally {
      await rm(begun, { force: true })
    }
  }

  // What a crash left behind of a removed object may be all of it, a wrapped key not excepted.
  async function dropUnfinished(prefix: string): Promise<void> {
    for (const name of await namesIn(unfinished)) {
      if (name.startsWith(prefix)) await rm(join(unfinished, name), { force: true })
    }
  }

  return {
    put: (path, source) => place(path, source, rename),
    putOnce: (path, source) =>
      place(path, source, link).then(
        () => true,
        error => orElse(error, 'EEXIST', false),
      ),
    async open(path) {
      const file = await open(fileOf(path), 'r').catch(error => orElse(error, 'ENOENT', null))
      if (!file) return null
      const { size } = await file.stat()
      return {
        size,
        read: (start, end) =>
          start < end
            ? file.createReadStream({ start, end: end - 1, autoClose: false, highWaterMark: 256 * 1024 })
            : nothing(),
        close: () => file.close(),
      }
    },
    exists: path =>
      stat(fileOf(path)).then(
        () => true,
        error => orElse(error, 'ENOENT', false),
      ),
    async remove(path) {
      const file = fileOf(path)
      await dropUnfinished(`${path.folder}.${path.name}.`)
      const removed = await unlink(file).then(
        () => true,
        error => orElse(error, 'ENOENT', false),
      )
      if (removed) await syncFolder(folderOf(path.folder))
      return removed
    },
    list: folder => listFolder(folderOf(folder)),
    async removeFolder(folder) {
      const stored = await listFolder(folderOf(folder))
      await dropUnfinished(`${folder}.`)
      // A late writer may settle a file in between (ENOTEMPTY); it is told and removes its own.
      await rm(folderOf(folder), { recursive: true, force: true, maxRetries: 5 })
      await syncFolder(root).catch(error => orElse(error, 'ENOENT', undefined))
      return stored
    },
    async sweep(before) {
      let swept = 0
      for (const name of await namesIn(unfinished)) {
        const file = join(unfinished, name)
        const found = await stat(file).catch(error => orElse(error, 'ENOENT', null))
        if (!found || found.mtimeMs >= before.epochMilliseconds) continue
        await rm(file, { force: true })
        swept++
      }
      return swept
    },
    async check() {
      const tried = join(unfinished, `check.${randomUUID()}`)
      await makeFolder(root, unfinished)
      try {
        await writeDurably(tried, bytesOf('check'))
      } finally {
        await rm(tried, { force: true })
      }
    },
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function makeFolder(root: string, folder: string): Promise<void> {
  const created = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (created) for (const parent of new Set([dirname(created), root])) await syncFolder(parent)
}

async function writeDurably(path: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  try {
    let bytes = 0
    for await (const chunk of source) {
      await file.writeFile(chunk)
      bytes += chunk.byteLength
    }
    await file.sync()
    return bytes
  } finally {
    await file.close()
  }
}

// A rename is on the disk only once its directory is (fsync(2)). Windows cannot open one; its rename is journalled.
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const namesIn = (path: string): Promise<string[]> => readdir(path).catch(error => orElse(error, 'ENOENT', []))

async function listFolder(path: string): Promise<Stored[]> {
  const stored: Stored[] = []
  for (const name of (await namesIn(path)).sort()) {
    const found = await stat(join(path, name)).catch(error => orElse(error, 'ENOENT', null))
    if (found) stored.push({ name, bytes: found.size })
  }
  return stored
}

function orElse<T>(error: NodeJS.ErrnoException, code: string, value: T): T {
  if (error.code === code) return value
  throw error
}
