import { ClearLine } from '#lib/config/clear-line.ts'
import { readAddress } from '#lib/identity/address.ts'
import { unsubscribePath } from '#lib/preferences/unsubscribe-link.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { inHouse } from './in-house.ts'
import { WrongUse } from './read-arguments.ts'

export const usage = `unsubscribe-link ADDRESS…: the link by which each address stops a mailing, one a line
  Put it into the mail. Its List-Unsubscribe header takes the same with /one-click behind it, beside
  List-Unsubscribe-Post: List-Unsubscribe=One-Click (RFC 8058).`

export const options: CliCommand['options'] = {}

export async function run({ positionals }: Arguments, io: Io): Promise<number> {
  if (positionals.length === 0) throw new WrongUse('unsubscribe-link takes one address or more.', usage)
  return inHouse(io, async ({ origin }) => {
    for (const typed of positionals) {
      const read = readAddress(typed)
      if (!read.ok) throw new ClearLine(`${typed} is no e-mail address.`)
      io.out(new URL(unsubscribePath(read.address), origin).href)
    }
    return 0
  })
}
