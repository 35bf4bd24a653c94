import type { OpenSource } from './source-reader.ts'

/** One kind of source: which addresses it takes, one as an example, and how it is opened; loaded when the first is opened. */
type Kind = { schemes: readonly string[]; address: string; load: () => Promise<{ open: OpenSource }> }

/** Every kind of source there is: a folder and an entry here. CONTRIBUTING.md tells how another is added. */
export const kinds: { readonly [name: string]: Kind } = {
  postgres: {
    schemes: ['postgres', 'postgresql'],
    address: 'postgres://user@host:port/database',
    load: () => import('./postgres/open.ts'),
  },
  mysql: {
    schemes: ['mysql', 'mariadb'],
    address: 'mysql://user@host:port/database',
    load: () => import('./mysql/open.ts'),
  },
  trino: {
    schemes: ['trino'],
    address: 'trino://user@host:port/catalog',
    load: () => import('./trino/open.ts'),
  },
  http: {
    schemes: ['https', 'http'],
    address: 'https://user@host:port/base',
    load: () => import('./http/open.ts'),
  },
  csv: { schemes: ['file'], address: 'file:///folder/name*', load: () => import('./csv/open.ts') },
  jsonl: { schemes: ['file'], address: 'file:///folder/name*', load: () => import('./jsonl/open.ts') },
  'access-log': { schemes: ['file'], address: 'file:///folder/name*', load: () => import('./access-log/open.ts') },
}

export const kindNames = Object.keys(kinds)

/** The kind of a map that names none, as those of Fides do not. */
export const usualKind = 'postgres'

/** The kinds that take an address of this form. */
const kindsOf = (url: string): string[] => {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  return kindNames.filter(name => scheme !== undefined && kinds[name]!.schemes.includes(scheme))
}

/** Whether any kind takes an address of this form. */
export const isAddress = (url: string): boolean => kindsOf(url).length > 0

/** The kind of a source: what its map says if its address is one of that kind, else the one kind that takes the address. */
export const kindFor = (said: string | null, url: string): string | null => {
  const possible = kindsOf(url)
  if (said !== null) return possible.includes(said) ? said : null
  return possible.length === 1 ? possible[0]! : null
}

/** One address of each form, for whoever typed none of them. */
export const addressExamples = (): string => [...new Set(Object.values(kinds).map(kind => kind.address))].join(', ')
