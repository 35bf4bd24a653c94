import { withinLast } from './moment.ts'
import { plain } from './names.ts'
import { type Country, oftenFrom, places } from './places.ts'
import { type Random, randomFor } from './random.ts'
import type { Company } from './rows.ts'

/** A company with the domain its people write from; domains end in .test, which nobody can ever register (RFC 6761). */
export type Employer = { row: Company; country: Country; domain: string }

const first = (
  'Amberlane, Brackenford, Coppergate, Duskmoor, Elderwick, Foxhollow, Glimmerbay, Hazelmere, Ironbark, Juniper Hill, ' +
  'Kittiwake, Lanternfield, Marlowe & Teal, Nightjar, Otterburnside, Pebblewick, Quillhaven, Rookery Lane, Sandpiper, ' +
  'Tumbledown, Umberwood, Velvet Antler, Wrenfield, Yarrowby, Zephyr & Sons'
).split(', ')

const second = (
  'Logistics, Foods, Instruments, Optics, Textiles, Shipping, Bakeries, Publishing, Energy, Timber, Clinics, Robotics, ' +
  'Bicycles, Ceramics, Insurance, Games, Water, Schools, Hotels, Printing'
).split(', ')

// Names that are not Latin, with an ampersand, a quotation mark or a leading sign, as company registers know them.
const unusual: [name: string, domain: string, country: Country][] = [
  ['שקד ובניו בע״מ', 'shaked-and-sons.test', 'GB'],
  ['شركة الهدهد للبرمجيات', 'alhudhud-software.test', 'IE'],
  ['清溪物流有限公司', 'qingxi-logistics.test', 'US'],
  ['सारस शिक्षा', 'saras-education.test', 'GB'],
  ['ТОВ «Сіра Чапля»', 'sira-chaplia.test', 'DE'],
  ['"The Inkwell" Café & Söhne OG', 'inkwell-cafe.test', 'AT'],
  ['-40 Below Freezers, Inc.', 'forty-below.test', 'US'],
]

const at = (id: number, name: string, domain: string, country: Country, random: Random): Employer => {
  const place = places[country]
  const [city, postalCode] = random.pick(place.cities)
  const number = 1 + random.below(180)
  const street = random.pick(place.streets)
  return {
    country,
    domain,
    row: {
      id,
      name,
      street: country === 'DE' || country === 'AT' || country === 'SE' ? `${street} ${number}` : `${number} ${street}`,
      postal_code: postalCode,
      city,
      country,
      region: place.region,
      first_seen_at: withinLast(random, 1000).toString(),
    },
  }
}

/** About one company for every four people; no two share a name or a domain. */
export const foundCompanies = (seed: number, people: number): Employer[] => {
  const random = randomFor(seed, 'companies')
  const count = Math.max(unusual.length, Math.round(people * 0.24))
  const employers = unusual.map(([name, domain, country], i) => at(i + 1, name, domain, country, random))
  const pairs = random.shuffle(first.flatMap(a => second.map(b => `${a} ${b}`)))
  for (let id = employers.length + 1; id <= count; id++) {
    // More companies than pairs of words: the later ones carry a number, like the branches of a chain.
    const round = Math.floor((id - 1) / pairs.length)
    const base = `${pairs[(id - 1) % pairs.length]}${round === 0 ? '' : ` ${round + 1}`}`
    const country = random.pick(oftenFrom)
    const domain = `${base.replace(/&/g, 'and').split(' ').map(plain).join('-')}.test`
    employers.push(at(id, `${base} ${random.pick(places[country].legalForms)}`, domain, country, random))
  }
  return employers
}

/** The address of a company on one line, as people type it into a form. */
export const addressLine = ({ street, postal_code, city, country }: Company) =>
  `${street}, ${country === 'GB' || country === 'IE' || country === 'US' ? `${city} ${postal_code}` : `${postal_code} ${city}`}, ${country}`
