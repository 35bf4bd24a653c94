import type { Script } from './names.ts'
import type { Country } from './places.ts'

/** What the site knows somebody as. `absent`: nothing at all; `address-book`: named by a colleague, without an address. */
export type Standing = 'contact' | 'form-only' | 'address-book' | 'suppressed' | 'absent'

/** A person of the demo whom stories and tests call by name. Everybody is invented. */
export type NamedPerson = {
  fullName: string
  email: string
  script: Script
  country: Country
  standing: Standing
  /** Why this person is worth a look, in words for the demo's guide. */
  why: string
}

const person = (
  fullName: string,
  email: string,
  country: Country,
  why: string,
  { script = 'latin', standing = 'contact' }: { script?: Script; standing?: Standing } = {},
): NamedPerson => ({ fullName, email, script, country, standing, why })

/** The named people. Each kind of story has one. */
export const people = {
  layla: person('ليلى حدّاد', 'layla.haddad@example.org', 'IE', 'Arabic name and Arabic text in a form', {
    script: 'arabic',
  }),
  oksana: person('Оксана Підгайна', 'oksana.pidhaina@example.org', 'DE', 'Cyrillic name, reads German', {
    script: 'cyrillic',
  }),
  noam: person('נועם ברקאי-שלו', 'noam.barkai@example.com', 'GB', 'Hebrew name', { script: 'hebrew' }),
  asha: person('आशा कुलकर्णी-राणे', 'asha.kulkarni@example.org', 'GB', 'Name in Devanagari, with conjuncts', {
    script: 'devanagari',
  }),
  xiaoming: person('歐陽曉明', 'ouyang.xiaoming@example.com', 'US', 'Chinese name, family name first, in California', {
    script: 'chinese',
  }),
  marisol: person('Marisol Vega-Thornbury', 'marisol.vega@example.com', 'US', 'Lives in California: the CCPA applies'),
  gareth: person('Gareth Pemberley-Shaw', 'gareth.pemberley@example.org', 'GB', 'Lives in Leeds: the UK GDPR applies'),
  katharina: person('Katharina Voß-Lindenau', 'katharina.voss@example.org', 'DE', 'Reads German, with ß and umlauts'),
  declan: person('Declan Fairweather', 'declan.fairweather@example.org', 'IE', 'More than 120 forms and mailings'),
  ingrid: person('Ingrid Solvangsen', 'ingrid.solvangsen@example.org', 'SE', 'Exactly one row: one white paper', {
    standing: 'form-only',
  }),
  robin: person(
    'Robin "Bobby" O’Hara-Null',
    'robin.ohara@example.com',
    'GB',
    'Wrote texts that break careless programs',
  ),
  philippa: person(
    'Philippa Greystone-Fell',
    'philippa.greystone@example.org',
    'IE',
    'Named in other people’s messages',
  ),
  aoife: person('Aoife Tarrantine', 'aoife.tarrantine@example.org', 'IE', 'Shares a telephone with Cormac'),
  cormac: person('Cormac Tarrantine', 'cormac.tarrantine@example.org', 'IE', 'Shares a telephone with Aoife'),
  benedikt: person(
    'Benedikt Rauschenbach',
    'benedikt.rauschenbach@example.com',
    'DE',
    'Only on the list of addresses never to write to',
    {
      standing: 'suppressed',
    },
  ),
  tadhg: person(
    'Tadhg Mulroonan',
    'tadhg.mulroonan@example.org',
    'IE',
    'In a company’s address book, but nothing under the own address',
    {
      standing: 'address-book',
    },
  ),
  oisin: person('Oisín Tiernanach', 'oisin.tiernanach@example.org', 'IE', 'Nothing on record', { standing: 'absent' }),
  sinead: person(
    'Sinéad Marchbank-Doyle',
    'sinead.marchbank@example.org',
    'IE',
    'Changed her address in June 2025; older forms and newsletters carry the one before',
  ),
  nora: person('Nora Quinlanby', 'nora.quinlan@example.org', 'IE', 'Seven others have nearly her address'),
  weiUnderscore: person('李薇', 'li_wei@example.org', 'US', '_ stands for any character in a careless search', {
    script: 'chinese',
  }),
  ivoPercent: person('Ivo Bergqvistson', 'ivo%berg@example.com', 'SE', '% stands for any text in a careless search'),
} as const satisfies Record<string, NamedPerson>

/** Sinéad’s address before, and until when she wrote from it. */
export const formerly = { email: 'sinead.doyle@example.com', until: '2025-06-01T00:00:00Z' }

export type PersonName = keyof typeof people

/** Other people whose addresses look like those of Nora, 李薇 and Ivo: nobody’s rows may ever reach another of them. */
export const nearMisses = {
  oneCharacter: person('Nora Quinlamby', 'nora.quinlam@example.org', 'IE', 'One character differs'),
  plusTag: person('Nora Quinlan-Prowse', 'nora.quinlan+news@example.org', 'GB', 'A plus-tag'),
  noDot: person('Noreen Aquinlane', 'noraquinlan@example.org', 'IE', 'No dot'),
  otherDomain: person('Nora Quinlanova', 'nora.quinlan@example.com', 'DE', 'Another domain'),
  longerBefore: person('Eleanora Quinlanby', 'eleanora.quinlan@example.org', 'GB', 'Ends like hers'),
  longerAfter: person('Nora Quinlanschmidt', 'nora.quinlan@example.org.test', 'DE', 'Begins like hers'),
  lookalike: person('Нора Квінланенко', 'nora.quinlаn@example.org', 'DE', 'One letter is Cyrillic', {
    script: 'cyrillic',
    standing: 'form-only',
  }),
  underscore: person('黎希偉', 'lixwei@example.org', 'US', 'Any character in the place of _', { script: 'chinese' }),
  percent: person('Ivonne Lindbergson', 'ivonne.lindberg@example.com', 'SE', 'Any text in the place of %'),
} as const satisfies Record<string, NamedPerson>

/** Whose address each near miss resembles. */
export const resembles: Record<keyof typeof nearMisses, PersonName> = {
  oneCharacter: 'nora',
  plusTag: 'nora',
  noDot: 'nora',
  otherDomain: 'nora',
  longerBefore: 'nora',
  longerAfter: 'nora',
  lookalike: 'nora',
  underscore: 'weiUnderscore',
  percent: 'ivoPercent',
}
