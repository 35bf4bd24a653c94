import { commandLine } from '#lib/access/actor.ts'
import { ClearLine } from '#lib/config/clear-line.ts'
import { advanceClock } from '#lib/demo/advance-clock.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'
import { isDemo } from './prepare-database.ts'
import { WrongUse } from './read-arguments.ts'

export const usage = `clock advance DURATION: moves the demo's time forward
  DURATION as in ISO 8601: P31D is 31 days, PT36H is 36 hours. It never moves back.`

export const options: CliCommand['options'] = { json: { type: 'boolean' } }

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  const [duration, ...more] = positionals
  if (duration === undefined || more.length > 0)
    throw new WrongUse('clock advance takes one duration, for example P31D.', usage)
  if (!isDemo(io.env)) throw new ClearLine('DATABASE_URL is set: only the demo has a clock that can be moved.')
  const moved = await inHouse(io, () => advanceClock(commandLine, { duration }))
  if (!moved.ok && moved.why === 'invalid')
    throw new WrongUse(`"${duration}" is no duration to move forward by: try P31D, at most P10Y in all.`, usage)
  if (!moved.ok) throw new ClearLine(`The clock was not moved: ${moved.why}.`)
  io.out(values.json ? JSON.stringify(moved.value) : `The demo's time is now ${moved.value.now}.`)
  return 0
}
