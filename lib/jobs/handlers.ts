import type { Handlers } from './handler.ts'

/**
 * Who does which job. Each handler is loaded when its first job comes, so that a worker that only sends mail never loads a PDF
 * library.
 */
export const handlers: Handlers = {
  'send-mail': async (payload, context) => (await import('#lib/mail/send-mail.ts')).sendMail(payload, context),
  'seal-history': async () => void (await (await import('#lib/history/seal-history.ts')).sealHistory()),
  'begin-collection': async payload =>
    void (await (await import('#lib/collection/begin-collection.ts')).beginCollection(payload)),
  collect: async payload => (await import('#lib/collection/collect.ts')).collect(payload),
  'begin-hold': async payload => (await import('#lib/collection/begin-hold.ts')).beginHold(payload),
  'drop-older': async payload => (await import('#lib/collection/drop-older.ts')).dropOlder(payload),
  'check-source': async payload => (await import('#lib/sources/check-source.ts')).checkSource(payload),
  'review-identity': async payload => (await import('#lib/assurance/review-identity.ts')).reviewIdentity(payload),
  'find-others': async payload => (await import('#lib/others/find-others.ts')).findOthers(payload),
  'find-candidates': async payload => (await import('#lib/candidates/find-candidates.ts')).findCandidates(payload),
  'admit-candidates': async payload => (await import('#lib/candidates/admit-candidates.ts')).admitCandidates(payload),
  'index-people': async () => (await import('#lib/others/index-people.ts')).indexPeople(),
  'build-package': async payload => (await import('#lib/packages/make-package.ts')).makePackage(payload),
  'destroy-package': async payload => (await import('#lib/packages/destroy-package.ts')).destroyPackage(payload),
  sweep: async () => (await import('./sweep.ts')).sweep(),
  remind: async () => (await import('#lib/reminders/remind.ts')).remind(),
}
