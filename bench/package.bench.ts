import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createGzip } from 'node:zlib'
import { buildPackage, type FormName } from '#lib/packages/build-package.ts'
import type { Group } from '#lib/packages/content.ts'
import { contactFacts, fixture, record, sentences } from '#lib/packages/package.fixture.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import { openVault } from '#lib/vault/vault.ts'

/** A record as a form of a web site leaves one: five fields, some 300 bytes. */
const recordAt = (index: number) =>
  record(`${index}`, {
    name: `Aoife Ní Nualláin ${index}`,
    email: `person.${index}@example.org`,
    company: `Quillhaven Timber ${index % 977} Ltd`,
    note: `Please call me on ${(index % 28) + 1}.${(index % 12) + 1}. about order ${index * 7919}; the last one came late.`,
    created_at: `2026-${String((index % 12) + 1).padStart(2, '0')}-${String((index % 28) + 1).padStart(2, '0')}T09:30:00Z`,
  })

async function* recordsUpTo(count: number) {
  for (let index = 0; index < count; index++) yield recordAt(index)
}

const nowhere = async (bytes: Readable) => pipeline(bytes, new Writable({ write: (_chunk, _encoding, done) => done() }))

async function packageOf(count: number, names: FormName[]): Promise<void> {
  const { head } = fixture([{ facts: contactFacts, records: [] }])
  const groups = (async function* (): AsyncGenerator<Group> {
    yield { facts: contactFacts, records: recordsUpTo(count) }
  })()
  const sinks = Object.fromEntries(names.map(name => [name, nowhere]))
  const coverage = head.coverage.map(row => ({ ...row, count }))
  await buildPackage({ head: { ...head, coverage }, groups, translate: sentences('en'), sinks })
}

/** In pieces of 64 KiB, so that the peer is not slowed by many small writes. */
async function* piecesUpTo(count: number) {
  let piece = ''
  for await (const one of recordsUpTo(count)) {
    piece += `${JSON.stringify(one)}\n`
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}

async function inFolder(work: (root: string) => Promise<unknown>): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'dossier-bench-'))
  try {
    await work(root)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

const works: { [name: string]: (count: number) => Promise<void> } = {
  nothing: async () => {},
  json: count => packageOf(count, ['dossier.json']),
  pdf: count => packageOf(count, ['dossier.pdf']),
  all: count => packageOf(count, ['dossier.json', 'dossier.pdf', 'dossier.html', 'tables']),
  both: count => packageOf(count, ['dossier.json', 'dossier.pdf']),
  gzip: count =>
    inFolder(root =>
      pipeline(Readable.from(piecesUpTo(count)), createGzip(), createWriteStream(join(root, 'plain.gz'))),
    ),
  seal: count =>
    inFolder(root => {
      const vault = openVault({ root, wrappingKeys: [randomBytes(32)] })
      return writeRecords(vault, 'bench', 'records', recordsUpTo(count))
    }),
}

type Measured = { cpu: number; mib: number }

/** Processor time of all threads, which other programs on the machine change little, and the most memory the process ever held. */
const used = (): Measured => {
  const { user, system } = process.cpuUsage()
  return { cpu: (user + system) / 1e6, mib: process.resourceUsage().maxRSS / 1024 }
}

/** Each work in a process of its own, three times; the middle one by processor time. */
function measure(name: string, count: number): Measured {
  const runs = Array.from({ length: 3 }, () => {
    const args = ['--import', 'tsx', fileURLToPath(import.meta.url), name, String(count)]
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Measured
  })
  return runs.sort((one, other) => one.cpu - other.cpu)[1]!
}

function table(count: number): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 1024 ** 3)} GiB`
  console.log(`${machine}, Node ${process.version}; records of ${JSON.stringify(recordAt(1)).length} characters\n`)
  const nothing = measure('nothing', 0)
  const above = (name: string, records: number) => {
    const { cpu, mib } = measure(name, records)
    return { cpu: cpu - nothing.cpu, mib: mib - nothing.mib }
  }
  const row = (what: string, { cpu, mib }: Measured, than?: string, peer?: Measured) => {
    const ratio = peer
      ? `${(cpu / peer.cpu).toFixed(1)} × the time, ${(mib / peer.mib).toFixed(1)} × the memory of ${than}`
      : ''
    console.log(`| ${what} | ${cpu.toFixed(2)} s | ${mib.toFixed(0)} MiB | ${ratio} |`)
  }
  console.log('| what | processor time | memory | ratio |\n| --- | ---: | ---: | --- |')
  const [json, tenth, both] = [above('json', count), above('both', count / 10), above('both', count)]
  row(`JSON alone, ${count} records`, json)
  row(`JSON and PDF, ${count / 10} records`, tenth)
  row(`JSON and PDF, ${count} records`, both, 'a tenth of the records', tenth)
  row(`all four forms, ${count} records`, above('all', count), 'JSON and PDF', both)
  // Compressing is so much quicker that ten times as many records are needed to see it.
  const [gzip, seal] = [above('gzip', count * 10), above('seal', count * 10)]
  row(`gzip alone, ${count * 10} records`, gzip)
  row(`sealed in the vault, ${count * 10} records`, seal, 'gzip alone', gzip)
}

const [name = '', records = '50000'] = process.argv.slice(2)
const work = works[name]
if (work) {
  await work(Number(records))
  console.log(JSON.stringify(used()))
} else table(Number(name || records))
