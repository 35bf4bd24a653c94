import { readFile } from 'node:fs/promises'
import { commandLine } from '#lib/access/actor.ts'
import { ClearLine } from '#lib/config/clear-line.ts'
import type { NoteVerifier } from '#lib/history/note.ts'
import type { Fault, Verdict } from '#lib/history/verdict.ts'
import { keysOf } from '#lib/history/verify.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'
import { WrongUse } from './read-arguments.ts'

export const usage = `history verify [--checkpoint FILE]… [--key FILE]: recomputes tree, signatures and replay; names the first bad position
  --checkpoint names a signed checkpoint that was kept outside the database; only such a one shows that the newest part was cut off
  together with its checkpoints. --key names a file with public key lines to trust instead of this portal's own. --json prints the
  verdict as one JSON object. Status 0: genuine. 1: something is wrong, and the first of it is named.`

export const options: CliCommand['options'] = {
  checkpoint: { type: 'string', multiple: true },
  key: { type: 'string' },
  json: { type: 'boolean' },
}

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  if (positionals.length > 0) throw new WrongUse('history verify takes no argument besides its options.', usage)
  const files = Array.isArray(values.checkpoint) ? values.checkpoint.map(String) : []
  const kept = await Promise.all(files.map(readText))
  const keys = typeof values.key === 'string' ? await readKeys(values.key) : undefined
  const verified = await inHouse(io, () => verifyStored(commandLine, { kept, ...(keys && { keys }) }))
  if (!verified.ok) throw new ClearLine(`The history was not verified: ${verified.why}.`)
  const verdict = verified.value
  if (values.json) io.out(JSON.stringify(plain(verdict)))
  else for (const line of sentencesOf(verdict)) verdict.ok ? io.out(line) : io.say(line)
  return verdict.ok ? 0 : 1
}

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => {
    throw new ClearLine(`${file} cannot be read.`)
  })

async function readKeys(file: string): Promise<NoteVerifier[]> {
  const text = await readText(file)
  try {
    return keysOf(text)
  } catch (fault) {
    throw new ClearLine(`${file} holds no public key: ${fault instanceof Error ? fault.message : fault}.`)
  }
}

const plain = (verdict: Verdict) => (verdict.ok ? { ...verdict, root: verdict.root.toString('base64') } : verdict)

function sentencesOf(verdict: Verdict): string[] {
  if (verdict.ok)
    return [
      `Genuine: ${verdict.size} events of ${verdict.streams} streams in the tree, ${verdict.unsealed} waiting for their place.`,
      `Signed up to ${verdict.signed}. Root: ${verdict.root.toString('base64')}`,
    ]
  const { firstBad, faults, lastGoodCheckpoint, firstBadCheckpoint } = verdict
  const bounds = [
    lastGoodCheckpoint === null ? 'No checkpoint holds' : `The checkpoint of size ${lastGoodCheckpoint} holds`,
    firstBadCheckpoint === null ? '' : `; the one of size ${firstBadCheckpoint} does not`,
  ]
  return [
    `Not genuine. First bad: ${sayFault(firstBad)}`,
    `${bounds.join('')}.`,
    ...faults.slice(1, 20).map(fault => `Also: ${sayFault(fault)}`),
    ...(faults.length > 20 ? [`… and ${faults.length - 20} more.`] : []),
  ]
}

const meaning: Record<Fault['kind'], string> = {
  'event-changed': 'the event is not the one that was sealed',
  'leaf-changed': 'the hash of the leaf is not the one that was signed; its event is',
  'event-missing': 'the event of this leaf is gone',
  'leaf-missing': 'an event has no leaf where it must have one',
  'leaf-repeated': 'the leaf is there twice',
  'tail-cut': 'the tree ends here, and a signed checkpoint speaks of more',
  'checkpoint-signature': 'the signature of the checkpoint does not hold',
  'checkpoint-changed': 'the checkpoint is filed under another size than it was signed for',
  'checkpoint-missing': 'there are events in the tree and no checkpoint at all',
  'root-mismatch': 'the tree of this size is not the one that was signed',
  'version-gap': 'an event is missing from its stream',
  'state-differs': 'the rows are not what the history says',
}

function sayFault({ kind, position, stream, version, kept, detail }: Fault): string {
  const where = [
    position === null ? '' : `position ${position}`,
    stream === undefined ? '' : `stream ${stream}, version ${version}`,
    kept ? 'by a checkpoint kept elsewhere' : '',
  ].filter(Boolean)
  return `${kind} at ${where.join(', ')}: ${meaning[kind]}${detail ? ` (${detail})` : ''}.`
}
