import { Temporal } from 'temporal-polyfill'
import { partners } from './fixed-rows.ts'
import { silenceFrom } from './keep-preferences.ts'
import { asOf, soonAfter } from './moment.ts'
import { randomFor } from './random.ts'
import type { Contact, Disclosure, Preference } from './rows.ts'

/** What was given to partners: about two in five contacts, one or two partners each, never after a contact said no. */
export const tellPartners = (seed: number, contacts: Contact[], preferences: Preference[]): Disclosure[] => {
  const random = randomFor(seed, 'disclosures')
  const told = contacts.flatMap(contact => {
    if (!random.chance(0.42) && !contact.email.endsWith('@example.org')) return []
    const created = Temporal.Instant.from(contact.created_at)
    const hours = Math.max(1, Math.floor(asOf.since(created).total('hours')))
    const silence = silenceFrom(contact, 'partners', preferences, [])
    return random
      .shuffle(partners)
      .slice(0, random.pick([1, 1, 2]))
      .flatMap(({ row, receives, why }) => {
        const at = soonAfter(random, created, hours).toString()
        if (silence !== null && silence <= at) return []
        return {
          contact_id: contact.id,
          partner_id: row.id,
          partner_name: row.name,
          what: receives,
          why,
          disclosed_at: at,
        }
      })
  })
  told.sort((a, b) => (a.disclosed_at < b.disclosed_at ? -1 : 1))
  return told.map((disclosure, i) => ({ id: i + 1, ...disclosure }))
}
