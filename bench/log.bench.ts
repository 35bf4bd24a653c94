import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { createGzip } from 'node:zlib'
import { collectionsOf, fieldAt } from '#lib/sources/data-map.ts'
import { usualLimits } from '#lib/sources/limits.ts'
import { openSources } from '#lib/sources/open-sources.ts'
import { readMap } from '#lib/sources/read-map.ts'

const total = Number(process.argv[2] ?? 10_000_000)
const wanted = 'hq-00000000000004d2'

function* pieces(): Generator<string> {
  let piece = ''
  for (let index = 0; index < total; index++) {
    const cookie = `hq-${((index * 7919) % 100_003).toString(16).padStart(16, '0')}`
    piece += `192.0.2.${index % 250} - - [16/Nov/2026:09:00:00 +0000] "GET /page/${index % 977} HTTP/1.1" 200 ${index % 50_000} "-" "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0" "${cookie}"\n`
    if (piece.length < 1 << 18) continue
    yield piece
    piece = ''
  }
  yield piece
}

const { map } = readMap([
  {
    file: 'log.yml',
    text: `dataset:
- fides_key: log
  fides_meta: {x_dossier: {kind: access-log}}
  collections: [{name: line, fields: [{name: cookie}, {name: request}]}]
`,
  },
])

const search = async (folder: string): Promise<number> => {
  const opened = await openSources(map, { log: { url: pathToFileURL(folder).href } }, usualLimits)
  const line = collectionsOf(map)[0]!
  const arrival = { fields: [fieldAt(line, 'cookie')!], keys: [[wanted]], path: ['cookie'], third: 'no' as const }
  let count = 0
  for await (const batch of opened.readers.get('log')!.read(line, [arrival]))
    count += Array.isArray(batch) ? batch.length : batch.records
  await opened.close()
  return count
}

const folder = await mkdtemp(join(tmpdir(), 'dossier-bench-'))
try {
  const file = join(folder, 'access.log.gz')
  await pipeline(Readable.from(pieces()), createGzip({ level: 1 }), createWriteStream(file))
  const seconds = async (work: () => Promise<number>) => {
    const before = performance.now()
    return { found: await work(), seconds: (performance.now() - before) / 1000 }
  }
  const grep = await seconds(async () =>
    Number(execFileSync('sh', ['-c', `zcat "$1" | grep -cF "$2"`, 'sh', file, wanted], { encoding: 'utf8' })),
  )
  const ours = await seconds(() => search(folder))
  const memory = process.resourceUsage().maxRSS / 1024
  console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}; ${total} lines`)
  console.log(`zcat | grep -F: ${grep.found} lines in ${grep.seconds.toFixed(1)} s`)
  console.log(`a search: ${ours.found} lines in ${ours.seconds.toFixed(1)} s, ${memory.toFixed(0)} MiB at most`)
  console.log(`${(ours.seconds / grep.seconds).toFixed(2)} × the time`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
