import { commandLine } from '#lib/access/actor.ts'
import { ClearLine } from '#lib/config/clear-line.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inviteStaff } from '#lib/identity/invite-staff.ts'
import type { Result } from '#lib/kernel/result.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'
import { WrongUse } from './read-arguments.ts'

export const usage = `staff invite ADDRESS --role ROLE [--name NAME]: invites somebody to the staff; the first admin is made like this
  ROLE is officer, auditor or admin. The link is printed and mailed; it works once and for seven days, on the device on which the
  person will work. --locale is the language of the mail (en or de). --json prints one JSON object.`

export const options: CliCommand['options'] = {
  role: { type: 'string' },
  name: { type: 'string' },
  locale: { type: 'string' },
  json: { type: 'boolean' },
}

export async function run({ positionals, values }: Arguments, io: Io): Promise<number> {
  const [address, ...more] = positionals
  if (address === undefined || more.length > 0) throw new WrongUse('staff invite takes one address.', usage)
  const raw = {
    address,
    name: typeof values.name === 'string' ? values.name : (address.split('@')[0] ?? address),
    role: values.role as 'admin',
    locale: typeof values.locale === 'string' ? values.locale : 'en',
  }
  const { invited, origin } = await inHouse(io, async config => ({
    invited: await inviteStaff(commandLine, raw),
    origin: config.origin,
  }))
  if (!invited.ok) throw refusal(invited)
  const { id, path } = invited.value
  const link = `${origin}${path}`
  io.out(values.json ? JSON.stringify({ id, link }) : `Invited. The link works once and for seven days:\n${link}`)
  return 0
}

/** Which option is wrong, and why, in the words of the forms. */
function refusal(refused: Exclude<Result<unknown>, { ok: true }>): ClearLine {
  const says = createTranslator('en', 'refusals')
  const [field, keys] = Object.entries(refused.fields ?? {})[0] ?? []
  if (field === 'role') return new WrongUse('--role must be officer, auditor or admin.', usage)
  if (field && keys?.[0]) return new WrongUse(`${field}: ${says(`fields.${keys[0]}`)}`, usage)
  if (refused.why === 'already-done') return new ClearLine('Somebody with this address works here already.')
  return new ClearLine(says(`refusals.${refused.why}`))
}
