import { z } from 'zod'
import { allRules } from '#lib/deadlines/rules.ts'
import { answerRules } from '#lib/requests/answer-rules.ts'
import { countries } from '#lib/requests/intake.ts'
import { rights, statuses } from '#lib/requests/status.ts'
import type { Cursor } from '#lib/requests/view-work-list.ts'
import { type Narrowing, type WorkFilter, workFilters } from '#lib/requests/work-list-store.ts'

export type Search = { [name: string]: string | string[] | undefined }

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

const place = z.tuple([z.iso.datetime({ offset: true }), z.uuid()])

/** Which part of the list the address of the page asks for. What cannot be read is the beginning of the whole list. */
export function readPlace(search: Search): {
  filter: WorkFilter
  narrow: Narrowing
  cursor: Cursor | undefined
  refs: string[] | undefined
} {
  const filter = workFilters.find(known => known === one(search.show)) ?? 'open'
  const refs = one(search.refs)
    ?.split(',')
    .filter(ref => /^D-[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(ref))
    .slice(0, 50)
  return {
    filter,
    narrow: readNarrowing(search),
    cursor: readCursor('after', search) ?? readCursor('before', search),
    refs: refs?.length ? refs : undefined,
  }
}

/** What the list is narrowed to. What names no right, law, status or country narrows nothing. */
function readNarrowing(search: Search): Narrowing {
  const among = <T extends string>(known: readonly T[], name: string) =>
    known.find(value => value === one(search[name]))
  const [right, rule, status] = [among(rights, 'right'), among(answerRules(allRules), 'law'), among(statuses, 'status')]
  const country = among(countries, 'country')
  return { ...(right && { right }), ...(rule && { rule }), ...(status && { status }), ...(country && { country }) }
}

function readCursor(direction: Cursor['direction'], search: Search): Cursor | undefined {
  const read = place.safeParse(one(search[direction])?.split('~'))
  return read.success ? { direction, at: read.data[0], id: read.data[1] } : undefined
}

/** The address of a part of the list. */
export function placeHref(filter: WorkFilter, narrow: Narrowing = {}, cursor?: Cursor | null): string {
  const query = new URLSearchParams()
  if (filter !== 'open') query.set('show', filter)
  const { rule, ...others } = narrow
  for (const [name, value] of Object.entries({ ...others, law: rule })) if (value) query.set(name, value)
  if (cursor) query.set(cursor.direction, `${cursor.at}~${cursor.id}`)
  return query.size > 0 ? `/admin?${query}` : '/admin'
}
