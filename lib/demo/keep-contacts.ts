import type { Person } from './gather-people.ts'
import { withinLast } from './moment.ts'
import { people } from './people.ts'
import { places } from './places.ts'
import { type Random, randomFor } from './random.ts'
import type { AddressBookEntry, Contact } from './rows.ts'
import type { SentForm } from './write-forms.ts'

const scoreOf = (forms: number, random: Random) => (forms === 0 ? null : Math.min(100, forms * 11 + random.below(25)))

/** One contact per person who is one, first seen with the first form (or met at a trade fair). */
export const keepContacts = (seed: number, everybody: Person[], sent: SentForm[]): Contact[] => {
  const random = randomFor(seed, 'contacts')
  const times = new Map<number, string[]>()
  for (const { row } of sent)
    if (row.contact_id) times.set(row.contact_id, [...(times.get(row.contact_id) ?? []), row.submitted_at])
  return everybody.flatMap(person => {
    if (person.contactId === null) return []
    const seen = times.get(person.contactId) ?? [withinLast(random, 900).toString()]
    return {
      id: person.contactId,
      company_id: person.employer?.row.id ?? null,
      full_name: person.fullName,
      email: person.email,
      job_title: person.jobTitle,
      phone: person.phone,
      city: person.city,
      country: person.country,
      region: places[person.country].region,
      language: person.language,
      interest_score: scoreOf(times.get(person.contactId)?.length ?? 0, random),
      created_at: seen[0]!,
      last_contact_at: seen.at(-1)!,
    }
  })
}

const roles = [
  'signs the contracts',
  'runs the payroll',
  'plans the shifts',
  'on the works council',
  'new since spring',
  null,
]
const remarks = [
  'Prefers to be rung in the morning',
  'Back from leave in January',
  'Speaks French too',
  null,
  null,
  null,
]

// The named people's stories stay theirs: of them, only Philippa is spoken of by others, also here.
const isSpokenOf = (person: Person) =>
  person.email === people.philippa.email || (person.why === '' && ['contact', 'form-only'].includes(person.standing))

/**
 * Colleagues whom contacts named: those known from here alone, without an address, and some who are known elsewhere too.
 * Tadhg was named by Declan.
 */
export const fillAddressBooks = (seed: number, everybody: Person[]): AddressBookEntry[] => {
  const random = randomFor(seed, 'address books')
  const namers = everybody.filter(person => person.contactId !== null && person.employer !== null && person.why === '')
  const declan = everybody.find(person => person.email === people.declan.email)!
  const onlyHere = everybody.filter(person => person.standing === 'address-book')
  const elsewhere = random.shuffle(everybody.filter(isSpokenOf)).slice(0, Math.round(everybody.length * 0.07))
  const philippa = everybody.filter(person => person.email === people.philippa.email && !elsewhere.includes(person))
  return [...onlyHere, ...philippa, ...elsewhere].map((person, i) => {
    const namer = person.email === people.tadhg.email ? declan : random.pick(namers.filter(other => other !== person))
    return {
      id: i + 1,
      company_id: namer.employer!.row.id,
      named_by: namer.contactId!,
      full_name: person.fullName,
      role: random.pick(roles),
      phone: random.chance(0.5) ? person.phone : null,
      email: person.standing === 'address-book' ? null : person.email,
      remark: random.pick(remarks),
      entered_at: withinLast(random, 300).toString(),
    }
  })
}
