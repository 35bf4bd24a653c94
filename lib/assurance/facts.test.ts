import { Temporal } from 'temporal-polyfill'
import { beforeAll, describe, expect, it } from 'vitest'
import { testKeys } from '#lib/mail/test-post.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { collectionsOf } from '#lib/sources/data-map.ts'
import { readMap } from '#lib/sources/read-map.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { chooseFacts } from './choose-facts.ts'
import { type Fact, factsOf, isRight } from './facts.ts'
import { noEvidence, takeRecord } from './gather-evidence.ts'
import { isGuessable } from './is-guessable.ts'
import { namesDiffer } from './names-differ.ts'
import { normaliseMonth, normalisePhone, normaliseText } from './normalise-answer.ts'
import { isRoleMailbox } from './raise-flags.ts'
import { waitsUntil } from './waiting-time.ts'

beforeAll(() => giveKeys({ ...testKeys(), vaultRoot: '/nowhere' }))

const { map, problems } = readMap([
  {
    file: 'm.yml',
    text: `fides_key: site
collections:
  - name: contact
    fides_meta: { x_dossier: { entered: since } }
    fields:
      - { name: email, fides_meta: { identity: email } }
      - { name: word, fides_meta: { x_dossier: { fact: { kind: text } } } }
      - { name: since }
  - name: form
    fides_meta: { x_dossier: { retention: { period: P1Y, anchor: sent } } }
    fields:
      - { name: company, fides_meta: { x_dossier: { fact: { kind: text, ask: Which company? } } } }
      - { name: sent, fides_meta: { x_dossier: { fact: { kind: month } } } }
`,
  },
])
const [contact, form] = collectionsOf(map)
const receivedAt = Temporal.Instant.from('2026-11-20T10:00:00Z')
const about = { addresses: ['ana@acme.example'], receivedAt, zone: 'Europe/Dublin' }
const row = (values: FoundRecord['values'], thirdParty: FoundRecord['thirdParty'] = 'no'): FoundRecord => ({
  ...{ key: ['1'], path: ['email', 'site.contact.email'], thirdParty, values },
})

const gather = (...rows: [typeof contact, FoundRecord][]) => {
  const evidence = noEvidence()
  for (const [collection, record] of rows) takeRecord(evidence, collection!, record, about)
  return factsOf('r', evidence)
}

describe('a fact that may be asked', () => {
  it('is in the map, and the map has no fault', () => expect(problems).toEqual([]))

  it('is older than thirty days before the request: what was entered later may have been planted for it', () => {
    const on = (sent: string) => gather([form, row({ company: 'Harbour Ltd', sent })]).map(({ field }) => field)
    expect(on('2026-10-21T09:59:59Z')).toEqual(['company', 'sent'])
    expect(on('2026-10-21T10:00:01Z')).toEqual([])
    expect(gather([form, row({ company: 'Harbour Ltd', sent: null })])).toEqual([])
  })

  it('does not stand alone in what came with the address on one day: a form in somebody’s name makes nobody known', () => {
    const planted = row({ email: 'ANA@acme.example', word: 'kingfisher', since: '2026-01-05' })
    const later = row({ email: 'ana@acme.example', word: 'heron', since: '2026-03-05' })
    expect(gather([contact, planted])).toEqual([])
    expect(gather([contact, planted], [contact, planted])).toEqual([])
    expect(gather([contact, planted], [contact, later]).map(({ field }) => field)).toEqual(['word'])
  })

  it('is nobody else’s', () => {
    expect(gather([form, row({ company: 'Harbour Ltd', sent: '2025-01-01' }, 'held')])).toEqual([])
    expect(gather([form, row({ company: 'Harbour Ltd', sent: '2025-01-01' }, 'shown')])).toEqual([])
  })

  it('is not what the address says already', () => {
    expect(isGuessable('acme', 'ana@acme.example')).toBe(true)
    expect(isGuessable('acmeltd', 'ana@acme.example')).toBe(true)
    expect(isGuessable('harbourltd', 'ana@acme.example')).toBe(false)
    expect(isGuessable('abc', 'ana@acme.example')).toBe(true)
    const facts = gather([form, row({ company: 'ACME Ltd', sent: '2025-01-01' })])
    expect(facts.map(({ field }) => field)).toEqual(['sent'])
  })

  it('is the first month of several, which nobody can plant afterwards', () => {
    const months = ['2025-06-01T00:00:00Z', '2024-12-31T23:30:00Z', '2026-01-01'].map(
      (sent): [typeof form, FoundRecord] => [form, row({ company: 'Harbour Ltd', sent })],
    )
    const asked = gather(...months).find(({ kind }) => kind === 'month')!
    expect(isRight('r', asked, '2024-12')).toBe(true)
    expect(isRight('r', asked, '2025-06')).toBe(false)
  })

  it('holds no answer, and is another request’s hash for another request', () => {
    const [fact] = gather([form, row({ company: 'Harbour Ltd', sent: '2025-01-01' })])
    expect(JSON.stringify(fact)).not.toMatch(/harbour/i)
    expect(isRight('r', fact!, 'harbourltd')).toBe(true)
    expect(isRight('another', fact!, 'harbourltd')).toBe(false)
  })
})

describe('the choice', () => {
  const fact = (dataset: string, collection: string, kind: Fact['kind']): Fact => ({
    ...{ dataset, collection, field: 'f', kind, ask: null, labels: { collection: '', field: '' }, answers: [] },
  })
  const first = () => 0

  it('takes each from a collection of its own, from another system if there is one, and one month at most', () => {
    const facts = [fact('site', 'a', 'text'), fact('site', 'b', 'text'), fact('shop', 'c', 'month')]
    expect(chooseFacts(facts, 2, first)?.map(({ collection }) => collection)).toEqual(['a', 'c'])
    expect(chooseFacts(facts, 3, first)?.map(({ collection }) => collection)).toEqual(['a', 'c', 'b'])
    expect(chooseFacts([fact('site', 'a', 'month'), fact('site', 'b', 'month')], 2, first)).toBeNull()
    expect(chooseFacts([fact('site', 'a', 'text'), fact('site', 'a', 'phone')], 2, first)).toBeNull()
    expect(chooseFacts([], 2, first)).toBeNull()
  })
})

describe('an answer', () => {
  it('is the same in any letter case, with any spaces, signs and accents', () => {
    for (const typed of ['Müller & Söhne', 'muller sohne', ' MÜLLER  &  SÖHNE. ', 'Ｍüller＆Söhne'])
      expect(normaliseText(typed)).toBe('mullersohne')
    expect(normaliseText('Voß-Straße')).toBe('vossstrasse')
    expect(normaliseText('شركة النور')).toBe('شركةالنور')
    expect(normaliseText(' ?! ')).toBe('')
  })

  it('is a telephone number by its last seven digits, and a month in any usual form', () => {
    for (const typed of ['+353 1 496 0123', '(01) 4960123', '00353/1/4960-123'])
      expect(normalisePhone(typed)).toBe('4960123')
    expect(normalisePhone('12345')).toBe('')
    for (const typed of ['2025-3', '2025-03', '03/2025', '3.2025', '3 2025'])
      expect(normaliseMonth(typed)).toBe('2025-03')
    for (const typed of ['', '13/2025', '2025-00', 'March', '25-03']) expect(normaliseMonth(typed)).toBe('')
  })
})

describe('what an officer should know', () => {
  it('names a mailbox of several readers', () => {
    for (const address of ['info@a.example', 'hr+dublin@a.example', 'no.reply@a.example'])
      expect(isRoleMailbox(address)).toBe(true)
    for (const address of ['ana@a.example', 'information.ana@a.example']) expect(isRoleMailbox(address)).toBe(false)
  })

  it('tells several people from several spellings', () => {
    expect(namesDiffer(['Anna Byrne', 'A. Byrne', 'BYRNE, Anna-Maria'])).toBe(false)
    expect(namesDiffer(['Anna Byrne', 'Tom Walsh'])).toBe(true)
    expect(namesDiffer(['Anna Byrne', '', 'T.'])).toBe(false)
  })
})

describe('the 72 hours', () => {
  const at = (since: string | null, carriers = 1, found = true) =>
    waitsUntil(
      { since: since === null ? null : Temporal.Instant.from(since), carriers, receivedAt },
      found,
    )?.toString() ?? null

  it('run from the day a young row was entered, and are over for an old one', () => {
    expect(at('2026-11-17T10:00:00Z')).toBeNull()
    expect(at('2026-11-17T10:00:01Z')).toBe('2026-11-20T10:00:01Z')
    expect(at('2026-11-20T09:00:00Z')).toBe('2026-11-23T09:00:00Z')
  })

  it('run from the request where no row with the address has a date, or none has the address', () => {
    expect(at(null)).toBe('2026-11-23T10:00:00Z')
    expect(at(null, 0)).toBe('2026-11-23T10:00:00Z')
  })

  it('need not pass where nothing was found', () => expect(at(null, 0, false)).toBeNull())
})
