import { commandLine } from '#lib/access/actor.ts'
import { checkInvariants } from '#lib/jobs/check-invariants.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'

export const usage = `invariants: checks that state, history, jobs, mails and vault agree
  Prints each sentence that does not hold, with what breaks it; status 1 if any. --json prints one JSON object.`

export const options: CliCommand['options'] = { json: { type: 'boolean' } }

export const run = ({ values }: Arguments, io: Io): Promise<number> =>
  inHouse(io, async () => {
    const broken = await checkInvariants(commandLine)
    if (values.json) io.out(JSON.stringify({ ok: broken.length === 0, broken }))
    else if (broken.length === 0) io.out('Everything holds: state, history, jobs, mails and vault agree.')
    else for (const { says, what } of broken) io.out(`Does not hold: ${says}: ${what.join(', ')}`)
    return broken.length === 0 ? 0 : 1
  })
