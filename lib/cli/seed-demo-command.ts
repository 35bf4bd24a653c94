import { ClearLine } from '#lib/config/clear-line.ts'
import { dataDirectory } from '#lib/config/environment.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { withEmbedded } from './in-house.ts'
import { isDemo, plantDemo } from './prepare-database.ts'
import { WrongUse } from './read-arguments.ts'

export const usage = `seed demo [--seed NUMBER] [--people NUMBER] [--replace]: plants the demo organisation
  --seed NUMBER    another number gives other people; the same number gives the same ones, byte for byte
  --people NUMBER  how many people have something on record (default 2400)
  --replace        throw away what the organisation holds now; without it, an organisation that holds something is left alone`

export const options: CliCommand['options'] = {
  seed: { type: 'string' },
  people: { type: 'string' },
  replace: { type: 'boolean' },
  json: { type: 'boolean' },
}

export async function run({ values }: Arguments, io: Io): Promise<number> {
  if (!isDemo(io.env)) throw new ClearLine('DATABASE_URL is set: the demo exists only with the embedded database.')
  const size = { ...wholeNumber('seed', values.seed), ...wholeNumber('people', values.people) }
  await withEmbedded(io, embedded =>
    plantDemo(embedded, dataDirectory(io.env), io.say, { ...size, replace: values.replace === true }),
  )
  io.out(values.json ? JSON.stringify({ planted: true }) : 'The demo organisation stands.')
  return 0
}

function wholeNumber(option: string, typed: Arguments['values'][string]): { [option: string]: number } {
  if (typed === undefined) return {}
  if (!/^\d{1,7}$/.test(String(typed))) throw new WrongUse(`--${option} must be a whole number, not "${typed}".`, usage)
  return { [option]: Number(typed) }
}
