import { reason, SourceFailure } from '../reason.ts'

/** The names in braces of a path template, `/people/{id}?mail={email}`, in their order. */
export const namesIn = (template: string): string[] => [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!)

/** RFC 3986: everything but unreserved characters as bytes, so that a value is never a separator of the address. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, one => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * A path with the values of one key in the places of their names. A value that no path can carry (one that would be a step up or down in it,
 * or is no text of Unicode) fails: the service could not be asked for it. Throws SourceFailure.
 */
export const pathFor = (template: string, values: ReadonlyMap<string, string>): string => {
  const query = template.indexOf('?')
  return template.replace(/\{([^{}]*)\}/g, (_, name: string, at: number) => {
    const value = values.get(name)
    const inPath = query < 0 || at < query
    // `%2E` is a dot to whoever reads an address: it cannot be hidden.
    if (value === undefined || /\p{Surrogate}/u.test(value) || (inPath && /^\.{0,2}$/.test(value)))
      throw new SourceFailure(reason('no-way-by', name))
    return encoded(value)
  })
}

/** The same path with one more parameter, or the parameter anew. */
export const withParameter = (path: string, name: string, value: string): string => {
  const at = path.indexOf('?')
  const kept =
    at < 0
      ? []
      : path
          .slice(at + 1)
          .split('&')
          .filter(one => one !== '' && !one.startsWith(`${encoded(name)}=`))
  return `${at < 0 ? path : path.slice(0, at)}?${[...kept, `${encoded(name)}=${encoded(value)}`].join('&')}`
}
