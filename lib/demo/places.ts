import type { Random } from './random.ts'

export type Country = 'IE' | 'GB' | 'US' | 'DE' | 'AT' | 'FR' | 'SE'

type Place = {
  language: 'en' | 'de'
  region: string | null
  cities: [city: string, postalCode: string][]
  streets: string[]
  legalForms: string[]
  phone: ((random: Random) => string) | null
}

const digits = (random: Random, count: number) => String(random.below(10 ** count)).padStart(count, '0')

// Numbers come from the ranges that regulators keep free for films and books: ComReg 020 91x, Ofcom 07700 900, NANP 555-01xx,
// Bundesnetzagentur 030 23125, ARCEP 01 99 00, PTS 08-465 004. Austria has none, so nobody there gives a number.
export const places: Record<Country, Place> = {
  IE: {
    language: 'en',
    region: null,
    cities: [
      ['Dublin', 'D02 HQ17'],
      ['Cork', 'T12 ZZ04'],
      ['Galway', 'H91 ZZ22'],
      ['Sligo', 'F91 ZZ31'],
    ],
    streets: ['Larkspur Quay', 'Tanner’s Row', 'Heronsgate', 'Sráid na Lachan', 'Cooper’s Lane'],
    legalForms: ['Ltd', 'DAC', 'Teoranta'],
    phone: random => `+353 20 91${digits(random, 1)} ${digits(random, 4)}`,
  },
  GB: {
    language: 'en',
    region: null,
    cities: [
      ['London', 'EC9Z 4ZZ'],
      ['Leeds', 'LS99 9ZZ'],
      ['Cardiff', 'CF99 4ZZ'],
      ['Glasgow', 'G99 2ZZ'],
      ['Belfast', 'BT99 7ZZ'],
    ],
    streets: ['Candlemaker Street', 'Weavers’ Walk', 'Old Signal Road', 'Plover Close', 'Saltbox Lane'],
    legalForms: ['Ltd', 'plc', 'LLP'],
    phone: random => `+44 7700 900${digits(random, 3)}`,
  },
  US: {
    language: 'en',
    region: 'CA',
    cities: [
      ['Oakland', 'CA 94600'],
      ['San José', 'CA 95100'],
      ['Sacramento', 'CA 95800'],
      ['San Diego', 'CA 92100'],
    ],
    streets: ['Manzanita Avenue', 'Pelican Drive', 'Old Orchard Road', 'Calle de las Garzas'],
    legalForms: ['Inc.', 'LLC', 'Co.'],
    phone: random => `+1 ${random.pick(['510', '408', '916', '619'])} 555 01${digits(random, 2)}`,
  },
  DE: {
    language: 'de',
    region: null,
    cities: [
      ['Leipzig', '04999'],
      ['Köln', '50999'],
      ['Gütersloh', '33999'],
      ['München', '80999'],
    ],
    streets: ['Reiherweg', 'Am Federkiel', 'Große Tintenstraße', 'Mühlgässchen', 'Straße der Lerchen'],
    legalForms: ['GmbH', 'GmbH & Co. KG', 'AG', 'e. G.'],
    phone: random => `+49 30 23125 ${digits(random, 3)}`,
  },
  AT: {
    language: 'de',
    region: null,
    cities: [
      ['Wien', '1999'],
      ['Graz', '8099'],
      ['Dornbirn', '6899'],
    ],
    streets: ['Schwalbengasse', 'Am Fuchsboden', 'Tintlinggasse'],
    legalForms: ['GmbH', 'OG', 'KG'],
    phone: null,
  },
  FR: {
    language: 'en',
    region: null,
    cities: [
      ['Lyon', '69999'],
      ['Besançon', '25999'],
      ['Nîmes', '30999'],
    ],
    streets: ['rue du Héron-Cendré', 'quai des Plumes', 'allée de l’Encrier'],
    legalForms: ['SARL', 'SAS'],
    phone: random => `+33 1 99 00 ${digits(random, 2)} ${digits(random, 2)}`,
  },
  SE: {
    language: 'en',
    region: null,
    cities: [
      ['Malmö', '219 99'],
      ['Gävle', '809 99'],
      ['Umeå', '909 99'],
    ],
    streets: ['Hägergatan', 'Fjäderpennans väg', 'Tärnstigen'],
    legalForms: ['AB', 'HB'],
    phone: random => `+46 8 465 004 ${digits(random, 2)}`,
  },
}

/** Most people live where the company sells most: Ireland, Germany, the United Kingdom and California. */
export const oftenFrom: Country[] = ['IE', 'IE', 'IE', 'GB', 'GB', 'GB', 'US', 'US', 'DE', 'DE', 'DE', 'AT', 'FR', 'SE']
