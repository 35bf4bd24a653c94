import { createInterface } from 'node:readline'
import { z } from 'zod'
import { commandLine } from '#lib/access/actor.ts'
import { type AskedRow, viewHeldRows, viewHolds } from '#lib/collection/view-holds.ts'
import { ClearLine } from '#lib/config/clear-line.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'

export const usage = `holds: says which rows of a source must not be deleted, because a request about them is open
  --source KEY    the source, as its data map was imported under
  --ask           reads rows on stdin, one JSON object a line, {"collection": "site.contact", "key": ["42"]}, and prints those on hold
  Without --ask: how many rows of each collection are on hold. Keys are kept as keyed hashes, so that only who knows one can ask for it.`

export const options: CliCommand['options'] = {
  source: { type: 'string' },
  ask: { type: 'boolean' },
  json: { type: 'boolean' },
}

const line = z.object({ collection: z.string().regex(/^[^.]+\..+$/), key: z.array(z.string()).min(1) })

/** As many rows are looked up at once. */
const batch = 2000

export const run = async ({ values }: Arguments, io: Io): Promise<number> => {
  const source = typeof values.source === 'string' ? values.source : undefined
  if (!source) throw new ClearLine('--source is missing: name the source whose rows are asked about.')
  return inHouse(io, async () => {
    if (values.ask) await answerRows(source, io)
    else await tellCounts(source, values.json === true, io)
    return 0
  })
}

async function tellCounts(source: string, json: boolean, io: Io): Promise<void> {
  const found = await viewHolds(commandLine, { source })
  if (!found.ok) throw new ClearLine(`No source is called ${source}.`)
  if (json) return io.out(JSON.stringify({ source, collections: found.value }))
  if (found.value.length === 0) return io.out('Nothing is on hold.')
  for (const { dataset, collection, rows, requests } of found.value)
    io.out(`${dataset}.${collection}: ${rows} rows on hold for ${requests} requests`)
}

async function answerRows(source: string, io: Io): Promise<void> {
  let waiting: AskedRow[] = []
  const answer = async () => {
    const found = await viewHeldRows(commandLine, { source, rows: waiting })
    if (!found.ok) throw new ClearLine(`No source is called ${source}.`)
    for (const { dataset, collection, key } of found.value)
      io.out(JSON.stringify({ collection: `${dataset}.${collection}`, key }))
    waiting = []
  }
  let number = 0
  for await (const text of createInterface({ input: io.stdin })) {
    number++
    if (text.trim() === '') continue
    waiting.push(readRow(text, number))
    if (waiting.length === batch) await answer()
  }
  await answer()
}

function readRow(text: string, number: number): AskedRow {
  try {
    const { collection, key } = line.parse(JSON.parse(text))
    const [dataset = '', ...rest] = collection.split('.')
    return { dataset, collection: rest.join('.'), key }
  } catch {
    // The line itself may name somebody: it is not repeated.
    throw new ClearLine(`Line ${number} is no row: {"collection": "site.contact", "key": ["42"]}`)
  }
}
