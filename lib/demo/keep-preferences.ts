import { Temporal } from 'temporal-polyfill'
import type { Person } from './gather-people.ts'
import { asOf, withinLast } from './moment.ts'
import { people } from './people.ts'
import { randomFor } from './random.ts'
import type { Contact, Preference, Suppression } from './rows.ts'

const topics = ['product', 'events', 'research', 'phone', 'partners'] as const

/** Opt-outs and a few opt-ins: about two thirds of all contacts said something. Declan never did, so he receives everything. */
export const keepPreferences = (seed: number, contacts: Contact[]): Preference[] => {
  const random = randomFor(seed, 'preferences')
  const said = contacts.flatMap(contact => {
    if (contact.email === people.declan.email || !random.chance(0.65)) return []
    const days = Math.floor(asOf.since(Temporal.Instant.from(contact.created_at)).total('hours') / 24)
    const named = random.shuffle(topics).slice(0, random.pick([1, 1, 1, 2, 3]))
    return named.map(topic => ({
      contact_id: contact.id,
      topic,
      allowed: random.chance(0.2),
      changed_how: random.pick(['form', 'link in a mail', 'phone call', 'preferences page'] as const),
      changed_at: withinLast(random, days).toString(),
    }))
  })
  return said.map((preference, i) => ({ id: i + 1, ...preference }))
}

/** Addresses never to be written to again: Benedikt's, and about one person in twenty-five. */
export const suppressAddresses = (seed: number, everybody: Person[]): Suppression[] => {
  const random = randomFor(seed, 'suppressions')
  const anybody = everybody.filter(person => !person.why && ['contact', 'form-only'].includes(person.standing))
  const asked = random.shuffle(anybody).slice(0, Math.round(everybody.length * 0.04))
  const always = everybody.filter(person => person.standing === 'suppressed')
  return [...always, ...asked].map(person => ({
    address: person.email.toLowerCase(),
    reason: random.pick(['asked by mail', 'asked by phone', 'complaint'] as const),
    since: withinLast(random, 600).toString(),
  }))
}

/** The instant from which a contact may not be written to about a topic, or null. */
export const silenceFrom = (
  contact: Contact,
  topic: Preference['topic'],
  preferences: Preference[],
  suppressions: Suppression[],
): string | null => {
  const refused = preferences.find(said => said.contact_id === contact.id && said.topic === topic && !said.allowed)
  const suppressed = suppressions.find(({ address }) => address === contact.email.toLowerCase())
  const since = [refused?.changed_at, suppressed?.since].filter(at => at !== undefined).sort()
  return since[0] ?? null
}
