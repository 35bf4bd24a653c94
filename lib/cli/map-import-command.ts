import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { joinMapFiles } from '#lib/sources/join-map-files.ts'
import { readMap } from '#lib/sources/read-map.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { mapStore } from './map-store.ts'
import { WrongUse } from './read-arguments.ts'
import { problemLines, readMapFiles, say, texts } from './read-data-map.ts'

export const usage = `map import FILE… [--to FILE]: takes Fides dataset YAML in, checked and byte for byte as it is
  --to FILE  keep it there instead of in the data directory
  Several files become one, in the order given. Status 1 when anything in them is wrong; then nothing is kept.`

export const options: CliCommand['options'] = { to: { type: 'string' }, json: { type: 'boolean' } }

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  if (positionals.length === 0) throw new WrongUse(say('command.check-needs'), usage)
  const files = await readMapFiles(positionals)
  const read = readMap(files)
  if (read.problems.length > 0) {
    for (const line of problemLines(read)) io.say(line)
    return 1
  }
  const file = mapStore(io, texts(values.to)[0])
  await mkdir(dirname(file), { recursive: true })
  // Whole or not at all: a search may be reading it.
  await writeFile(`${file}.draft`, joinMapFiles(files))
  await rename(`${file}.draft`, file)
  const datasets = read.map.datasets.length
  io.out(values.json ? JSON.stringify({ file, datasets }) : say('command.imported', { file, datasets }))
  return 0
}
