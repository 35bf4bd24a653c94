import { describe, expect, it } from 'vitest'
import { allRules } from '#lib/deadlines/rules.ts'
import en from '#lib/i18n/messages/en/history.json' with { type: 'json' }
import { createTranslator } from '#lib/i18n/translator.ts'
import type { HistoryEvent } from './events.ts'
import { sentenceOf } from './sentence-of.ts'

const formats = { date: (iso: string) => iso, instant: (iso: string) => iso }
const dates = { dueOn: '2026-12-23', dueAt: '2026-12-24T00:00:00Z', safeOn: '2026-12-23' }

/** One of each: a new member without a line here does not compile. */
const told: { [type in HistoryEvent['type']]: Extract<HistoryEvent, { type: type }> } = {
  'request-submitted': {
    type: 'request-submitted',
    ref: 'D-2345-6789',
    right: 'access',
    channel: 'portal',
    country: 'DE',
    locale: 'de',
    receivedAt: '2026-11-23T10:00:00Z',
    rules: ['eu_gdpr.access', 'uk_gdpr.access'],
    intake: 'c0ffee',
    ...dates,
  },
  'link-sent': { type: 'link-sent' },
  'code-made': { type: 'code-made' },
  'address-mended': { type: 'address-mended', intake: 'c0ffee' },
  'address-proved': { type: 'address-proved', level: 'L1', person: 'an-id', ...dates },
  'regime-changed': { type: 'regime-changed', from: ['eu_gdpr.access'], to: ['ccpa.know'], reason: 'c0ffee', ...dates },
  'request-assigned': { type: 'request-assigned', to: 'an-id' },
  'collection-started': { type: 'collection-started', attempt: 1, sources: ['site'], again: false },
  'source-searched': {
    type: 'source-searched',
    attempt: 1,
    source: 'site',
    snapshotAt: '2026-11-23T10:00:00Z',
    snapshotLsn: '0/1',
    fingerprint: 'f',
    found: { 'site.contact': 1, 'site.form': 3 },
    empty: [],
    failed: {},
    unclassified: 0,
    segments: {},
    decoys: { tried: 40, crossed: 0 },
  },
  'source-failed': { type: 'source-failed', attempt: 1, source: 'site', reason: 'source-unavailable' },
  'sources-retried': { type: 'sources-retried', attempt: 1, sources: ['site'] },
  'collection-finished': { type: 'collection-finished', attempt: 1, records: 4, failed: 0 },
  'value-withheld': {
    type: 'value-withheld',
    withholding: 'an-id',
    scope: 'field',
    collection: 'site.form',
    ground: 'rights-of-others',
    reason: 'c0ffee',
  },
  'others-found': {
    ...{ type: 'others-found', attempt: 1, places: 3, found: { name: 2, phone: 1 } },
    ...{ persons: 2, more: 0, unread: ['site'] },
  },
  'candidates-found': {
    ...{ type: 'candidates-found', attempt: 1, candidates: 2, records: 5, more: 0, unread: [], segments: { c1: 'ab' } },
  },
  'candidates-followed': {
    ...{ type: 'candidates-followed', attempt: 1, followed: 3, candidates: 2, records: 5 },
    ...{ unread: ['shop.orders'], segments: { c1: 'ab' } },
  },
  'candidates-decided': {
    ...{ type: 'candidates-decided', decision: 'theirs', candidates: 1, records: 3 },
    ...{ collections: ['site.contact'], reason: 'c0ffee' },
  },
  'candidates-admitted': {
    ...{ type: 'candidates-admitted', attempt: 1, collections: { 'site.contact': 3 }, segments: { s1: 'ab' } },
  },
  'mentions-decided': {
    ...{ type: 'mentions-decided', decision: 'accepted', places: 3, persons: 2 },
    ...{ withholdings: ['an-id'], reason: 'c0ffee' },
  },
  'people-indexed': { type: 'people-indexed', source: 'site', people: 2400, identifiers: 9000 },
  'people-unread': { type: 'people-unread', source: 'site', reason: 'timeout' },
  'withholding-lifted': { type: 'withholding-lifted', withholding: 'an-id' },
  'package-asked-for': { type: 'package-asked-for', package: 'an-id', attempt: 1 },
  'package-built': { type: 'package-built', package: 'an-id', complete: true, records: 4, files: {} },
  'package-discarded': { type: 'package-discarded', package: 'an-id' },
  'package-released': { type: 'package-released', package: 'an-id', expiresAt: '2026-12-23T10:00:00Z', complete: true },
  'package-opened': { type: 'package-opened', package: 'an-id', file: 'dossier.pdf' },
  'package-destroyed': { type: 'package-destroyed', package: 'an-id', because: 'expired', keyDestroyed: true },
  'deadline-extended': {
    type: 'deadline-extended',
    under: ['eu_gdpr.access'],
    ground: 'complexity',
    was: '2026-12-23',
    reason: 'c0ffee',
    ...dates,
  },
  'request-refused': { type: 'request-refused', ground: 'unfounded', reason: 'c0ffee' },
  'request-withdrawn': { type: 'request-withdrawn' },
  'request-lapsed': { type: 'request-lapsed' },
  'request-closed': { type: 'request-closed', outcome: 'fulfilled-full' },
  'letter-written': {
    type: 'letter-written',
    letter: 'an-id',
    kind: 'package-released',
    mail: 'an-id',
    body: 'c0ffee',
    wording: ['en:0', 'de:3'],
  },
  'owner-asked': {
    ...{ type: 'owner-asked', question: 'an-id', source: 'hr-binder', attempt: 1 },
    dueAt: '2026-12-03T10:00:00Z',
  },
  'owner-chased': { type: 'owner-chased', question: 'an-id', source: 'hr-binder', cause: 'time' },
  'owner-changed': { type: 'owner-changed', question: 'an-id', source: 'hr-binder' },
  'owner-looked': { type: 'owner-looked', question: 'an-id', source: 'hr-binder' },
  'owner-stood-in': { type: 'owner-stood-in', question: 'an-id', source: 'hr-binder', reason: 'c0ffee' },
  'owner-file-added': {
    ...{ type: 'owner-file-added', question: 'an-id', source: 'hr-binder', file: 'an-id' },
    ...{ bytes: 1200, sha256: 'c0ffee' },
  },
  'owner-file-removed': { type: 'owner-file-removed', question: 'an-id', source: 'hr-binder', file: 'an-id' },
  'owner-answered': {
    ...{ type: 'owner-answered', question: 'an-id', source: 'hr-binder', answer: 'found' },
    ...{ files: 2, instead: false, reason: null },
  },
  'owner-silent': { type: 'owner-silent', question: 'an-id', source: 'hr-binder' },
  'source-owner-set': { type: 'source-owner-set', source: 'hr-binder', days: 10, asked: true },
  'source-check-asked': { type: 'source-check-asked', source: 'site' },
  'source-checked': {
    ...{ type: 'source-checked', source: 'site', tables: 137, columns: 1204 },
    ...{ unclassified: 1, missing: 0, failed: null },
  },
  'address-tried': { type: 'address-tried', trial: 'an-id', sources: 2, purpose: 'c0ffee' },
  'post-proved': { type: 'post-proved', person: 'an-id', seen: 'c0ffee', ...dates },
  'proof-carried-over': { type: 'proof-carried-over', person: 'an-id', predecessor: 'D-2345-6789', ...dates },
  'message-written': { type: 'message-written', message: 'an-id', side: 'person', body: 'c0ffee', mail: 'an-id' },
  'clarification-asked': {
    type: 'clarification-asked',
    question: 'an-id',
    body: 'c0ffee',
    mail: 'an-id',
    pauses: ['uk_gdpr.access'],
    ...dates,
    pausedSince: '2026-11-23',
  },
  'clarification-answered': {
    type: 'clarification-answered',
    question: 'an-id',
    ending: 'declined',
    body: null,
    was: '2026-12-23',
    ...dates,
  },
  'release-revoked': { type: 'release-revoked', package: 'an-id' },
  'breach-opened': {
    type: 'breach-opened',
    breach: 'an-id',
    awareAt: '2026-11-23T10:00:00Z',
    dueAt: '2026-11-26T10:00:00Z',
    account: 'c0ffee',
  },
  'breach-decided': {
    type: 'breach-decided',
    breach: 'an-id',
    about: 'authority',
    decision: 'told',
    decidedAt: '2026-11-24T10:00:00Z',
    reason: 'c0ffee',
  },
  'breach-closed': { type: 'breach-closed', breach: 'an-id', reason: 'c0ffee' },
  'hold-begun': { type: 'hold-begun', attempt: 1, records: 4 },
  'hold-lifted': { type: 'hold-lifted', records: 4 },
  'request-reopened': { type: 'request-reopened', successor: 'D-2345-678A', extent: 'same', reason: 'c0ffee' },
  'proof-asked': { type: 'proof-asked', reason: 'c0ffee', ...dates },
  'proof-given': { type: 'proof-given', how: 'call-back', ...dates },
  'fee-asked': { type: 'fee-asked', minor: 1250, currency: 'EUR', reason: 'c0ffee', ...dates },
  'fee-paid': { type: 'fee-paid', ...dates },
  'date-proposed': {
    type: 'date-proposed',
    override: 'an-id',
    rule: 'eu_gdpr.access',
    was: '2026-12-23',
    on: '2026-12-21',
    reason: 'c0ffee',
  },
  'date-proposal-dropped': { type: 'date-proposal-dropped', override: 'an-id' },
  'date-set': {
    type: 'date-set',
    override: 'an-id',
    rule: 'eu_gdpr.access',
    was: '2026-12-23',
    on: '2026-12-21',
    proposedBy: 'an-id',
    ...dates,
  },
  'dispute-received': {
    type: 'dispute-received',
    dispute: 'an-id',
    kind: 'complaint',
    rules: ['uk_dpa2018.s164A.complaint_ack'],
    body: 'c0ffee',
  },
  'dispute-acknowledged': { type: 'dispute-acknowledged', dispute: 'an-id', kind: 'complaint' },
  'dispute-investigated': { type: 'dispute-investigated', dispute: 'an-id', kind: 'complaint' },
  'dispute-decided': {
    type: 'dispute-decided',
    dispute: 'an-id',
    kind: 'appeal',
    outcome: 'granted',
    reason: 'c0ffee',
  },
  'duty-reminded': { type: 'duty-reminded', duty: 'answer', rule: 'eu_gdpr.access', days: 3, escalated: false },
  'rule-confirmed': { type: 'rule-confirmed', rule: 'us_co.access', version: 'f' },
  'rule-switched': { type: 'rule-switched', rule: 'us_fl.access', enabled: true },
  'calendar-day-set': { type: 'calendar-day-set', day: '2026-12-24', as: 'rest' },
  'calendar-confirmed': { type: 'calendar-confirmed', seat: 'IE', until: '2028-11-27', version: 'f' },
  'digest-sent': { type: 'digest-sent', day: '2026-12-23', open: 3, overdue: 1, soon: 2 },
  'calendar-feed-made': { type: 'calendar-feed-made' },
  'calendar-feed-revoked': { type: 'calendar-feed-revoked' },
  'identity-reviewed': {
    type: 'identity-reviewed',
    attempt: 1,
    flags: ['role-mailbox'],
    facts: 3,
    told: 1,
    waitUntil: '2026-11-26T10:00:00Z',
  },
  'identity-failed': { type: 'identity-failed', check: 'an-id', left: 0 },
  'identity-contested': { type: 'identity-contested', alert: 'an-id' },
  'former-address-named': { type: 'former-address-named', alert: 'an-id', waitUntil: '2026-11-26T10:00:00Z' },
  'signed-in': { type: 'signed-in', as: 'person', by: 'link' },
  'signed-out': { type: 'signed-out' },
  'sign-in-link-sent': { type: 'sign-in-link-sent' },
  'link-disowned': { type: 'link-disowned' },
  'proof-failed': { type: 'proof-failed', because: 'expired' },
  denied: { type: 'denied', permission: 'request:read' },
  looked: { type: 'looked', at: 'request', ref: 'D-2345-6789' },
  'staff-invited': { type: 'staff-invited', role: 'officer' },
  'staff-joined': { type: 'staff-joined' },
  'staff-role-changed': { type: 'staff-role-changed', from: 'officer', to: 'admin' },
  'staff-removed': { type: 'staff-removed' },
  'organisation-set': { type: 'organisation-set', country: 'IE', region: null, zone: 'Europe/Dublin', locales: ['en'] },
  'letter-text-saved': { type: 'letter-text-saved', kind: 'deadline-extended', locale: 'de', version: 2, sha256: 'f' },
  'authority-corrected': { type: 'authority-corrected', authority: 'de-by', sha256: 'f' },
  'setting-changed': { type: 'setting-changed', setting: 'download-days', before: '30', after: '14' },
  'source-set': { type: 'source-set', source: 'site', kind: 'postgres', mapSha256: 'f' },
  'keys-rotated': { type: 'keys-rotated', kind: 'vault', resealed: 2 },
  'clock-advanced': { type: 'clock-advanced', seconds: 60 },
  'opted-out': { type: 'opted-out', receipt: 'O-2345-6789', by: 'page' },
  'suppression-exported': { type: 'suppression-exported', addresses: 2 },
  'notice-published': { type: 'notice-published', version: 2, effectiveOn: '2026-12-01', sha256: 'f' },
  'notice-followed': { type: 'notice-followed' },
  'notice-unfollowed': { type: 'notice-unfollowed' },
  'notice-told': { type: 'notice-told', version: 2, readers: 3 },
}

describe('the history', () => {
  it.each(['en', 'de'] as const)('says every event as a sentence (%s)', locale => {
    const t = createTranslator(locale, 'history')
    for (const event of Object.values(told)) expect(sentenceOf(event, t, formats)).toMatch(/^[^{}]+\.$/)
  })

  it('has no sentence for an event that does not exist', () => {
    expect(Object.keys(en.events).sort()).toEqual(Object.keys(told).sort())
  })

  it('has a name for every law a request may be answered under, and for every duty beside it', () => {
    const named = Object.keys(en.rules)
    for (const { id } of allRules) expect(named).toContain(id.replaceAll('.', '_'))
  })

  it('says of an extension that moved nothing that another law keeps the day', () => {
    expect(sentenceOf(told['deadline-extended'], createTranslator('en', 'history'), formats)).toBe(
      'The time to answer was extended under EU GDPR; another law keeps the day, 2026-12-23. Ground: complexity of the request.',
    )
  })

  it('tells a complaint that its person raised from one that came by post and was taken in, with the day it came', () => {
    const t = createTranslator('en', 'history')
    const raised = told['dispute-received']
    const takenIn = { ...raised, channel: 'post' as const, receivedOn: '2026-11-20' }
    expect(sentenceOf(raised, t, formats)).toMatch(/^The person complained \(.+\)\.$/)
    expect(sentenceOf(takenIn, t, formats)).toMatch(
      /^A complaint that came by post on 2026-11-20 was taken in \(.+\)\.$/,
    )
  })

  it('names laws, grounds and dates in words', () => {
    const t = createTranslator('en', 'history')
    expect(sentenceOf({ ...told['deadline-extended'], was: '2026-10-23' }, t, formats)).toBe(
      'The time to answer was extended from 2026-10-23 to 2026-12-23 under EU GDPR. Ground: complexity of the request.',
    )
    expect(sentenceOf(told['source-searched'], t, formats)).toContain(
      '4 records found. 40 near-miss addresses were tried',
    )
  })
})
