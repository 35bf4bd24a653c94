import Holidays, { type HolidaysTypes } from 'date-holidays'
import { Temporal } from 'temporal-polyfill'

/**
 * Where the act is done: the controller's establishment (Reg. 1182/71 Art. 2(1), 3(4)). ISO 3166-1 country and, where
 * holidays differ inside it, its 3166-2 region (`BE` or `DE-BE`); a city where even a region's towns differ (Augsburg).
 */
export type Seat = { country: string; region?: string | null; city?: string | null }

/** A seat written in one way: Great Britain has no holidays of its own, so an unnamed British seat is English. */
type Place = { country: string; region: string; city: string }

export function placeOf({ country, region, city }: Seat): Place {
  const short = (region ?? '').replace(`${country}-`, '')
  return { country, region: short || (country === 'GB' ? 'ENG' : ''), city: city ?? '' }
}

/** `DE-BY`, `GB-SCT`, `DE-BY-A`. */
export function nameOf({ country, region, city }: Place): string {
  return [country, region, city].filter(part => part !== '').join('-')
}

/** Whether holidays are known for a seat: asked before it is saved, since a calendar of an unknown place is refused. */
export function isKnownSeat(seat: Seat): boolean {
  return exists(placeOf(seat))
}

export type Day = { date: string; name: string }
const libraries = new Map<string, Holidays>()

/**
 * The public holidays the library knows for a place and year. Only `public`: the Irish Good Friday is a bank holiday, and a working day to the law.
 * @throws RangeError for a country, region or city the library does not know.
 */
export function publicHolidays(place: Place, year: number): Day[] {
  return libraryFor(place)
    .getHolidays(year)
    .filter(h => h.type === 'public')
    .flatMap(wholeDays)
}

function libraryFor(place: Place): Holidays {
  const name = nameOf(place)
  const known = libraries.get(name)
  if (known) return known
  if (!exists(place)) throw new RangeError(`No holidays are known for ${name}`)
  const library = new Holidays(place.country, place.region, place.city)
  libraries.set(name, library)
  return library
}

/** The library answers a place it does not know with no holidays at all, or with those of the whole country. */
function exists({ country, region, city }: Place): boolean {
  const atlas = new Holidays()
  const has = (names: unknown, name: string) => Object.hasOwn((names as object | undefined) ?? {}, name)
  if (!has(atlas.getCountries(), country)) return false
  if (region === '') return city === ''
  return has(atlas.getStates(country), region) && (city === '' || has(atlas.getRegions(country, region), city))
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
