import { type Employer, foundCompanies } from './companies.ts'
import { names, type Script, wholeName } from './names.ts'
import { type NamedPerson, nearMisses, people, type Standing } from './people.ts'
import { type Country, oftenFrom, places } from './places.ts'
import { type Random, randomFor } from './random.ts'

/** Somebody of whom the site holds at least one row. */
export type Person = NamedPerson & {
  /** The row in `site.contact`, for contacts alone. */
  contactId: number | null
  employer: Employer | null
  jobTitle: string | null
  phone: string | null
  city: string
  language: 'en' | 'de'
  /** One per browser the person used. */
  cookies: string[]
}

/** Everybody with something on record, the named ones first, and the companies they work for. */
export type Roster = { employers: Employer[]; everybody: Person[] }

const jobTitles: Record<'en' | 'de', string[]> = {
  en: [
    'Head of People',
    'HR Business Partner',
    'Payroll Manager',
    'Chief of Staff',
    'Talent Lead (EMEA)',
    'Office Manager',
    'IT & Systems',
    'Works Council Member',
  ],
  de: [
    'Personalleitung',
    'Personalreferat',
    'Lohnbuchhaltung',
    'Geschäftsführung',
    'Betriebsrat',
    'Assistenz der Geschäftsleitung',
    'IT-Leitung',
  ],
}

/** About seven in a hundred are never contacts, and five in a hundred are known from their company’s address book alone. */
const standingOf = (random: Random): Standing => {
  const share = random.below(100)
  if (share < 7) return 'form-only'
  return share < 12 ? 'address-book' : 'contact'
}

const scriptOf = (random: Random): Script =>
  random.chance(0.62) ? 'latin' : random.pick(['cyrillic', 'arabic', 'hebrew', 'devanagari', 'chinese'] as const)

const inventPerson = (random: Random, employers: Employer[], taken: Set<string>): [NamedPerson, Employer | null] => {
  const script = scriptOf(random)
  const given = random.pick(names[script].given)
  const family = random.pick(names[script].family)
  const employer = random.chance(0.85) ? random.pick(employers) : null
  const country: Country = employer?.country ?? random.pick(oftenFrom)
  const domain = employer?.domain ?? random.pick(['example.org', 'example.com'])
  const local = `${given.ascii}.${family.ascii}`
  let email = `${local}@${domain}`
  for (let n = 2; taken.has(email); n++) email = `${local}${n}@${domain}`
  taken.add(email)
  const fullName = wholeName(script, given.written, family.written)
  return [{ fullName, email, script, country, standing: standingOf(random), why: '' }, employer]
}

const phoneOf = (random: Random, country: Country, taken: Set<string>): string | null => {
  // The free ranges are small: in a full range the next person gives no number, so that shared ones are planted ones only.
  for (let tries = 0; tries < 20; tries++) {
    const phone = places[country].phone?.(random) ?? null
    if (phone === null || !taken.has(phone)) {
      if (phone !== null) taken.add(phone)
      return phone
    }
  }
  return null
}

const worksSomewhere = (person: NamedPerson, random: Random) =>
  person.standing === 'contact' && person.why !== '' && (person.email === people.declan.email || random.chance(0.6))

/** Gathers `count` people (at least the named ones). The same seed and count give the same people. */
export const gatherPeople = (seed: number, count: number): Roster => {
  const random = randomFor(seed, 'people')
  const employers = foundCompanies(seed, count)
  const named = [...Object.values(people), ...Object.values(nearMisses)]
  const emails = new Set<string>(named.map(person => person.email))
  const phones = new Set<string>()
  const known: [NamedPerson, Employer | null][] = named
    .filter(person => person.standing !== 'absent')
    .map(person => [person, null])
  while (known.length < count) known.push(inventPerson(random, employers, emails))

  let contactId = 0
  const everybody = known.map(([person, employer]): Person => {
    const place = places[person.country]
    return {
      ...person,
      contactId: person.standing === 'contact' ? ++contactId : null,
      // The named people write from private addresses; most of them still work somewhere.
      employer: employer ?? (worksSomewhere(person, random) ? random.pick(employers) : null),
      jobTitle: random.chance(0.8) ? random.pick(jobTitles[place.language]) : null,
      phone: random.chance(0.75) ? phoneOf(random, person.country, phones) : null,
      city: random.pick(place.cities)[0],
      language: place.language,
      cookies: Array.from({ length: 1 + random.below(2) }, () => `hq-${random.hex(16)}`),
    }
  })
  return { employers, everybody: everybody.map(atHome) }
}

// One household, one telephone: the number may never match alone.
const household = '+353 20 915 0117'

const atHome = (person: Person): Person => {
  if (person.email === people.aoife.email || person.email === people.cormac.email)
    return { ...person, phone: household, city: 'Dublin' }
  if (person.email === people.philippa.email) return { ...person, phone: '+353 20 915 0942' }
  if (person.email === people.gareth.email) return { ...person, city: 'Leeds' }
  return person
}
