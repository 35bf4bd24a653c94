import { readFile } from 'node:fs/promises'
import { ClearLine } from '#lib/config/clear-line.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { mapStore } from './map-store.ts'
import { say, texts } from './read-data-map.ts'

export const usage = `map export [--from FILE]: prints the imported map as Fides dataset YAML, byte for byte as it came in
  --from FILE  take it from there instead of from the data directory`

export const options: CliCommand['options'] = { from: { type: 'string' } }

export async function run({ values }: Arguments, io: Io): Promise<number> {
  const file = mapStore(io, texts(values.from)[0])
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ClearLine(say('command.no-map', { file }))
  })
  // `out` ends every line itself.
  io.out(text.endsWith('\n') ? text.slice(0, -1) : text)
  return 0
}
