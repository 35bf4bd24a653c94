import { type Collection, fieldsOf, type HttpForm } from './data-map.ts'
import { namesIn } from './http/paths.ts'
import type { MapProblemCode } from './map-problem.ts'
import { nearestKey } from './nearest-key.ts'

/** What each way of paging cannot do without. */
const needs: { [by in NonNullable<HttpForm['pages']>['by']]: ('next' | 'as')[] } = {
  ...{ cursor: ['next', 'as'], url: ['next'], page: ['as'], offset: ['as'], link: [] },
}

/** What is wrong with the way a service is to be asked: names that are no field, no path at all, pages that could not be turned. */
export const checkHttp = (
  collection: Collection,
  kind: string | null,
  complain: (about: object, code: MapProblemCode, what: string, nearest?: string | null) => void,
): void => {
  const { http } = collection
  if (http === null) {
    if (kind === 'http' && !collection.skip) complain(collection, 'missing-key', 'http')
    return
  }
  const paths = new Set(fieldsOf(collection).map(field => field.path))
  if (http.asks.length === 0) complain(http, 'missing-key', 'asks')
  for (const name of [...http.asks.flatMap(namesIn), ...http.implied])
    if (!paths.has(name)) complain(http, 'unknown-field', name, nearestKey(name, paths))
  if (http.sample && namesIn(http.sample).length > 0) complain(http, 'not-a-path', http.sample)
  for (const key of http.pages ? needs[http.pages.by] : [])
    if (http.pages![key] === null) complain(http, 'missing-key', key)
}
