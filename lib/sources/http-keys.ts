import {
  complain,
  list,
  mapping,
  notNegative,
  oneOf,
  orNothing,
  positive,
  type Reader,
  text,
  yesOrNo,
} from './yaml-reader.ts'

/** The keys under `http` of a collection: how a service is asked. docs/data-map.md says the same for people. */

const fitting =
  (pattern: RegExp, code: 'not-a-path' | 'not-a-name'): Reader<string> =>
  (node, reading, depth) => {
    const value = text(node, reading, depth)
    return value === undefined || pattern.test(value) ? value : complain(reading, node, code, value)
  }

/** A path of the service itself: no other host (`//host`), no fragment, every brace closed. */
const path = fitting(/^\/(?!\/)(?:[!"$-z|~]|\{[^{}\s]+\})*$/, 'not-a-path')
const name = fitting(/^[^\0\r\n]{1,255}$/, 'not-a-name')

/** A header that carries a key, and none that the connection itself is made of. */
export const headerName = fitting(
  /^(?!(?:host|connection|content-length|transfer-encoding|cookie)$)[a-z][a-z0-9-]{0,60}$/i,
  'not-a-name',
)

const pages = mapping(
  { by: oneOf('cursor', 'page', 'offset', 'link', 'url') },
  { next: orNothing(name), as: orNothing(name), first: orNothing(notNegative), size: orNothing(positive) },
)

export const http = mapping(
  { asks: list(path) },
  {
    sample: orNothing(path),
    items: orNothing(name),
    pages: orNothing(pages),
    total: orNothing(name),
    implied: orNothing(list(name)),
    omits_empty: orNothing(yesOrNo),
    none: orNothing(list(positive)),
  },
)

export type RawHttp = NonNullable<typeof http extends Reader<infer T> ? T : never>
