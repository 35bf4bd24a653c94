import type { FoundRecord } from '#lib/sources/contract.ts'
import type { Collection } from '#lib/sources/data-map.ts'
import type { Found, Skip } from './find-mentions.ts'
import { fold } from './fold.ts'
import { type Telling, toldBy } from './read-identifiers.ts'
import { formOfAddress, formOfWrittenAddress, formsOfPhone } from './read-locators.ts'
import { readHanRuns, readWords, type Word } from './read-words.ts'

/** Enough of each to know the person and their company by; a person with more is not one. */
const most = 500

/** What the person themselves is called and reached by, out of their own rows. Holds values: it lives as long as the job that reads it. */
export type Self = { addresses: Set<string>; phones: Set<string>; names: Set<string>; companies: Set<string> }

export const nobodyYet = (addresses: readonly string[]): Self => ({
  ...{ addresses: new Set(addresses), phones: new Set(), names: new Set(), companies: new Set() },
})

const add = (to: Set<string>, values: Iterable<string>) => {
  for (const value of values) if (to.size < most) to.add(value)
}

/** Takes one record into account; another person's rows say nothing of this one. */
export function takeSelf(self: Self, collection: Collection, record: FoundRecord): void {
  if (record.thirdParty !== 'no') return
  const told = toldBy(collection, record)
  const of = (telling: Telling) => told.get(telling) ?? []
  add(
    self.addresses,
    of('address').flatMap(written => formOfAddress(written) ?? []),
  )
  add(self.phones, of('phone').flatMap(formsOfPhone))
  add(
    self.names,
    of('name').filter(name => name.length <= 200),
  )
  add(
    self.companies,
    of('company').filter(name => name.length <= 200),
  )
}

const wordsIn = (text: string): string[] => [
  ...readWords(text).map(({ forms }) => forms[0]!),
  ...readHanRuns(text).map(({ characters }) => characters.join('')),
]

/** Whether a place names the person themselves: their number, their address, their name or a part of it. */
export function meansSelf(self: Self): (text: string, found: Found) => boolean {
  const names = [...self.names].map(name => new Set(wordsIn(name)))
  return (text, { start, end, kind }) => {
    const written = text.slice(start, end)
    if (kind === 'address') return self.addresses.has(formOfWrittenAddress(written) ?? '')
    if (kind === 'phone') return formsOfPhone(written).some(form => self.phones.has(form))
    const words = wordsIn(written).filter(word => [...word].length > 1)
    return names.some(name => words.every(word => name.has(word)))
  }
}

/** Where a text names the person's own company, which may be called like somebody. */
export function ownCompanies(self: Self): Skip {
  const companies = [...self.companies].map(name => readWords(name).map(({ written }) => fold(written)))
  const longEnough = companies.filter(words => words.length > 1)
  return (_text, words) => longEnough.flatMap(company => occurrences(company, words))
}

function occurrences(company: string[], words: Word[]): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (let at = 0; at + company.length <= words.length; at++) {
    if (company.every((word, index) => words[at + index]!.forms[0] === word))
      found.push({ start: words[at]!.start, end: words[at + company.length - 1]!.end })
  }
  return found
}
