import Holidays, { type HolidaysTypes } from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

/** Where the act is done: the controller's establishment (Reg. 1182/71 Art. 2(1), 3(4)). Codes as in ISO 3166. */
export type Seat = { country: string; state?: string; city?: string }

/** `DE-BY`, `GB-SCT`, `DE-BY-A`. */
export function regionOf({ country, state, city }: Seat): string {
  return [country, state, city].filter(Boolean).join('-')
}

export type Day = { date: string; name: string }
const libraries = new Map<string, Holidays>()

/**
 * The public holidays the library knows for a place and year. Only `public`: the Irish Good Friday is a bank holiday, and a working day to the law.
 * @throws RangeError for a country, state or city the library does not know.
 */
export function publicHolidays(seat: Seat, year: number): Day[] {
  return libraryFor(seat)
    .getHolidays(year)
    .filter(h => h.type === 'public')
    .flatMap(wholeDays)
}

function libraryFor(seat: Seat): Holidays {
  const region = regionOf(seat)
  const known = libraries.get(region)
  if (known) return known
  if (!exists(seat)) throw new RangeError(`No holidays are known for ${region}`)
  const { country, state = '', city = '' } = seat
  const library = new Holidays(country, state, city, { types: ['public'] })
  libraries.set(region, library)
  return library
}

/** The library answers a place it does not know with no holidays at all, or with those of the whole country. */
function exists({ country, state, city }: Seat): boolean {
  const atlas = new Holidays()
  const has = (names: unknown, name: string) => Object.hasOwn((names as object | undefined) ?? {}, name)
  if (!has(atlas.getCountries(), country)) return false
  if (state === undefined) return city === undefined
  return has(atlas.getStates(country), state) && (city === undefined || has(atlas.getRegions(country, state), city))
}

/** The civil days a holiday covers whole; one that begins at noon leaves a working day. 23 to 25 hours are a day (DST). */
function wholeDays({ date, name, start, end }: HolidaysTypes.Holiday): Day[] {
  const begins = Temporal.PlainDateTime.from(date.slice(0, 19).replace(' ', 'T'))
  if (begins.hour > 0) return []
  const hours = Math.round((end.getTime() - start.getTime()) / 3_600_000)
  const days = Math.max(1, Math.floor((hours + 1) / 24))
  const first = begins.toPlainDate()
  return Array.from({ length: days }, (_, i) => ({ date: first.add({ days: i }).toString(), name }))
}
