import { readFile } from 'node:fs/promises'
import { commandLine } from '#lib/access/actor.ts'
import { ClearLine } from '#lib/config/clear-line.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { setSource } from '#lib/sources/set-source.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'
import { WrongUse } from './read-arguments.ts'
import { problemLines } from './read-data-map.ts'

export const usage = `source set KEY --map FILE --connection VARIABLE: connects a source, or gives it a new map
  KEY         a short name, such as shop
  --map       Fides dataset YAML; map check says what is wrong with it
  --connection  the environment variable of web and worker that holds the source's URL, such as SHOP_URL`

export const options: CliCommand['options'] = { map: { type: 'string' }, connection: { type: 'string' } }

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  const [key, ...more] = positionals
  const { map: file, connection } = values
  if (!key || more.length > 0 || typeof file !== 'string' || typeof connection !== 'string')
    throw new WrongUse('source set takes one key, --map FILE and --connection VARIABLE.', usage)
  const map = await readFile(file, 'utf8').catch(() => {
    throw new ClearLine(`The map ${file} cannot be read.`)
  })
  const whole = readMap([{ file, text: map }])
  // What lies in another source's map only the portal can tell.
  const read = { ...whole, problems: whole.problems.filter(({ code }) => code !== 'unknown-dataset') }
  for (const line of problemLines(read)) io.say(line)
  if (read.problems.length > 0) return 1
  return inHouse(io, async () => {
    const set = await setSource(commandLine, { key, connectionVariable: connection, map })
    if (!set.ok) throw new ClearLine(faultOf(set.fields))
    io.out(`${key} is connected; web and worker read its address from ${connection}.`)
    return 0
  })
}

const faultOf = (fields: { [field: string]: string[] } | undefined): string =>
  fields?.key
    ? 'KEY: lower-case letters, digits, - and _, at most 41.'
    : fields?.map
      ? 'The map refers to a dataset that no connected source has, names one that another has, or breaks another map.'
      : '--connection: the name of an environment variable, in capitals.'
