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

/** Until when a contact may be written to about each topic: up to the first no, or the entry in the list of silence. */
export const silences = (
  preferences: Preference[],
  suppressions: Suppression[],
): ((contact: Contact, topic: Preference['topic']) => string | null) => {
  const refused = new Map(
    preferences.flatMap(no => (no.allowed ? [] : [[`${no.contact_id} ${no.topic}`, no.changed_at]])),
  )
  const suppressed = new Map(suppressions.map(({ address, since }) => [address, since]))
  return (contact, topic) => {
    const since = [refused.get(`${contact.id} ${topic}`), suppressed.get(contact.email.toLowerCase())]
    return since.filter(at => at !== undefined).sort()[0] ?? null
  }
}
