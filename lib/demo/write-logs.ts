import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { foldersIn } from './demo-folders.ts'
import { generateSite, usualSeed } from './generate-site.ts'
import { type Hit, planVisits } from './plan-visits.ts'

/** Lines of the demo's web server log, unless fewer people ask for fewer. */
const usualLines = 200_000
const filesKept = 10
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const stamp = (time: number) => {
  const [day = '', clock = ''] = new Date(time).toISOString().split('T')
  const [year, month, date] = day.split('-')
  return `${date}/${months[Number(month) - 1]}/${year}:${clock.slice(0, 8)} +0000`
}

/** A line as Apache writes it: Combined, with the visitor's cookie at the end (`"%{visitor}C"`). */
const lineOf = ({ ip, time, request, status, bytes, referrer, agent, cookie }: Hit) =>
  `${ip} - - [${stamp(time)}] "${request}" ${status} ${bytes} "${referrer}" "${agent}" "${cookie ?? '-'}"\n`

function* inPieces(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < 1 << 16) continue
    yield piece
    piece = ''
  }
  yield piece
}

const write = async (path: string, lines: Iterable<string>): Promise<void> => {
  const text = Readable.from(inPieces(lines))
  const file = createWriteStream(path)
  await (path.endsWith('.gz') ? pipeline(text, createGzip(), file) : pipeline(text, file))
}

function* linesOf(hits: Hit[], part: number): Generator<string> {
  for (const hit of hits) yield lineOf(hit)
  // A disk that was full for a moment cut three lines short; nobody can read them any more, and every search says so.
  if (part % 4 === 1) yield `${hits.at(-1)?.ip ?? '192.0.2.1'} - - [01/Nov/2026:03:1\n`
}

/** Turned over like a real one: the older ones are numbered higher and packed. */
const writeWebLog = async (folder: string, hits: Hit[]): Promise<void> => {
  const each = Math.ceil(hits.length / filesKept)
  for (let age = filesKept - 1, at = 0; age >= 0; age--, at += each) {
    const name = age === 0 ? 'access.log' : age === 1 ? 'access.log.1' : `access.log.${age}.gz`
    await write(join(folder, name), linesOf(hits.slice(at, at + each), age))
  }
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** What the advertising partner saw of those who came through its advertisements, one file a month. */
const writePartnerLog = async (folder: string, hits: Hit[]): Promise<void> => {
  const came = hits.filter(({ cookie, referrer }) => cookie !== null && referrer.includes('saltmarsh'))
  const monthsSeen = [...new Set(came.map(({ time }) => new Date(time).toISOString().slice(0, 7)))]
  for (const month of monthsSeen) {
    const rows = came.filter(({ time }) => new Date(time).toISOString().startsWith(month))
    const lines = rows.map(({ time, ip, agent, request, cookie }, index) =>
      [
        ...[`SLX-${month.replace('-', '')}-${String(index + 1).padStart(5, '0')}`, new Date(time).toISOString()],
        ...[ip, quoted(agent), request.split(' ')[1]!, String(3 + (index % 170)), cookie!],
      ].join(','),
    )
    const header = 'partner_visit,seen_at,ip,browser,page,seconds,visitor_cookie'
    await write(
      join(folder, `saltmarsh-${month}.csv`),
      [header, ...lines].map(line => `${line}\r\n`),
    )
  }
}

/**
 * Writes the web server's log and the partner's visits for the same people as `seedSite` plants. The same seed and size give the same
 * lines. All or nothing: a folder of its own until the last line is written.
 */
export const writeLogs = async (
  directory: string,
  { seed = usualSeed, people }: { seed?: number | undefined; people?: number | undefined } = {},
  lines = people === undefined ? usualLines : people * 100,
): Promise<void> => {
  const { everybody, sent } = generateSite({ seed, ...(people === undefined ? {} : { people }) })
  const hits = planVisits(seed, everybody, sent, lines)
  const [final, making] = [join(directory, 'demo'), join(directory, 'demo.new')]
  await rm(making, { recursive: true, force: true })
  const { webLog, partner } = foldersIn(making)
  for (const folder of [webLog, partner]) await mkdir(folder, { recursive: true })
  await writeWebLog(webLog, hits)
  await writePartnerLog(partner, hits)
  await rm(final, { recursive: true, force: true })
  await rename(making, final)
}
