import { commandLine } from '#lib/access/actor.ts'
import { ClearLine } from '#lib/config/clear-line.ts'
import { exportSuppressed } from '#lib/preferences/export-suppressed.ts'
import { viewSuppressed } from '#lib/preferences/view-suppressed.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'
import { WrongUse } from './read-arguments.ts'

export const usage = `suppressed [--email ADDRESS]: who must not be written to for marketing
  --email     asks about one address: prints suppressed or not-suppressed
  Without it prints the whole list, one JSON object a line: {"address", "since"}; the history notes that it was handed out.
  --json      prints JSON for one address too`

export const options: CliCommand['options'] = { email: { type: 'string' }, json: { type: 'boolean' } }

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  if (positionals.length > 0) throw new WrongUse('suppressed takes no arguments.', usage)
  const { email } = values
  return inHouse(io, async () => {
    if (typeof email !== 'string') {
      const exported = await exportSuppressed(commandLine, one => io.out(JSON.stringify(one)))
      if (!exported.ok) throw new Error(`The list was not handed out: ${exported.why}`)
      return 0
    }
    const asked = await viewSuppressed(commandLine, email)
    if (!asked.ok) throw new ClearLine('--email: one e-mail address, like name@example.org.')
    io.out(values.json ? JSON.stringify(asked.value) : asked.value.suppressed ? 'suppressed' : 'not-suppressed')
    return 0
  })
}
