import { Temporal } from 'temporal-polyfill'
import { expect, it } from 'vitest'
import { allRules, findRule } from '#lib/deadlines/rules.ts'
import { disputeRules } from './available.ts'

const today = Temporal.PlainDate.from('2026-11-27')
const yesterday = today.subtract({ days: 1 })
const idsUnder = (kind: 'complaint' | 'appeal', id: string, refusedOn: Temporal.PlainDate | null = yesterday) =>
  disputeRules(kind, { answers: [findRule(id)!], closedOn: null, refusedOn }, today, allRules).map(({ id }) => id)

it.each(['us_va', 'us_co', 'us_ct', 'us_tx', 'us_or'])(
  '%s: what was refused, in whole or in part, can be appealed against under its own rule, and nothing before',
  regime => {
    expect(idsUnder('appeal', `${regime}.access`)).toEqual([`${regime}.appeal`])
    expect(idsUnder('appeal', `${regime}.access`, null)).toEqual([])
  },
)

it.each(['eu_gdpr.access', 'uk_gdpr.access', 'ccpa.know', 'ca_pipeda.access'])(
  '%s knows no appeal to whoever refused',
  id => {
    expect(idsUnder('appeal', id)).toEqual([])
  },
)

it('a complaint in the United Kingdom waits for no refusal (DPA 2018 s.164A)', () => {
  for (const refusedOn of [null, yesterday])
    expect(idsUnder('complaint', 'uk_gdpr.access', refusedOn)).toEqual(['uk_dpa2018.s164A.complaint_ack'])
})

it('a request under two laws is appealed against under the one that knows it', () => {
  const answers = [findRule('eu_gdpr.access')!, findRule('us_or.access')!]
  const standing = { answers, closedOn: null, refusedOn: yesterday }
  expect(disputeRules('appeal', standing, today, allRules).map(({ id }) => id)).toEqual(['us_or.appeal'])
})
