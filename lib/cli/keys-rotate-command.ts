import { commandLine } from '#lib/access/actor.ts'
import { rotateKeys } from '#lib/jobs/rotate-keys.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'

export const usage = `keys rotate: seals everything again under the newest keys
  Put the new key in front of the old one (DOSSIER_SEAL_KEY=NEW,OLD, DOSSIER_VAULT_KEY=NEW,OLD), restart web and worker, then run
  this. When it has ended, the old key may be taken away. May be repeated.`

export const options: CliCommand['options'] = { json: { type: 'boolean' } }

export const run = ({ values }: Arguments, io: Io): Promise<number> =>
  inHouse(io, async () => {
    const { columns, vault } = await rotateKeys(commandLine)
    if (values.json) io.out(JSON.stringify({ columns, vault }))
    else io.out(`Sealed again: ${columns} texts, ${vault} keys of requests. The old keys may be taken away.`)
    return 0
  })
