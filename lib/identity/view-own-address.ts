import { eq } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { persons } from './table.ts'

/** The mailbox a signed-in person has proved. */
export const viewOwnAddress = view({
  permission: 'request:read-own',
  async run({ tx, actor }, _query: undefined): Promise<string | undefined> {
    const [self] = await tx.select({ address: persons.address }).from(persons).where(eq(persons.id, actor.id))
    return self && openText(`person.address:${actor.id}`, self.address)
  },
})
