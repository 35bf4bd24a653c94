import { z } from 'zod'
import { proposeRegimes } from '#lib/deadlines/propose-regime.ts'
import { commitTo } from '#lib/history/commitment.ts'
import { ofRequest } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { hashAddress, issueLink } from '#lib/identity/issue-link.ts'
import { mailLimits, withinLimits } from '#lib/identity/limits.ts'
import { localeField } from '#lib/identity/locale-field.ts'
import { command } from '#lib/kernel/command.ts'
import { newId, newRef } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { cachedDates, datesOf, deriveDates, lapseInstant, saveDeadlines } from './derive-dates.ts'
import { countries, relations, sealIntake } from './intake.ts'
import { lawOnReceipt } from './law-of.ts'
import { placeOf } from './place.ts'
import { insertRequest } from './store.ts'

const input = z.object({
  address: addressField,
  country: z.enum(countries, { error: 'country.missing' }),
  relation: z.enum(relations, { error: 'relation.missing' }),
  message: z.string().trim().max(4000, 'message.too-long').default(''),
  locale: localeField,
  origin: z.string(),
})

/**
 * Takes a request from anybody, for any address that can exist: the answer is the same for known and unknown ones, and
 * nothing is searched until the mailbox is proved. `origin` is counted as a keyed hash and not kept.
 */
export const submitRequest = command({
  permission: 'request:submit',
  input,
  within: (actor, { address, origin }) => withinLimits(actor, mailLimits(address, origin)),
  async run(scope, { address, country, relation, message, locale }) {
    const organisation = await readOrganisation(scope.tx)
    if (!organisation) return refuse('not-open-yet')
    const { id, ref } = { id: newId(), ref: newRef() }
    const on = scope.now.toZonedDateTimeISO(organisation.zone).toPlainDate()
    const seat = { country: organisation.country, region: organisation.region, zone: organisation.zone }
    const places = { person: placeOf(country), seat: placeOf(seat.country), on }
    const rules = proposeRegimes(places, await houseRules(scope.tx))
    // Asking for the proof of the address is asking for identity; the rule decides what that means for the clock.
    const clock = [
      { type: 'received' as const, at: scope.now },
      { type: 'identity-asked' as const, at: scope.now },
    ]
    const law = await lawOnReceipt(scope.tx, rules, seat, scope.now)
    const dates = deriveDates(law, clock)
    const { salt, digest } = commitTo(JSON.stringify({ address, relation, message }))
    await insertRequest(scope.tx, {
      id,
      ref,
      right: 'access',
      status: 'received',
      visitorId: scope.actor.id,
      addressHash: hashAddress(address),
      intake: sealIntake(id, { address, relation, message, salt }),
      locale,
      country,
      rules: dates.derivations.map(derivation => derivation.ruleId),
      channel: 'portal',
      receivedAt: scope.now,
      lapseAt: lapseInstant(clock, dates.governing),
      changedAt: scope.now,
      ...cachedDates(dates.governing),
    })
    await saveDeadlines(scope.tx, id, law, dates, true)
    await issueLink(scope, address, locale, { purpose: 'prove-request', requestId: id, returnTo: `/requests/${ref}` })
    const submitted = {
      type: 'request-submitted' as const,
      ref,
      right: 'access' as const,
      channel: 'portal' as const,
      country,
      locale,
      receivedAt: scope.now.toString(),
      rules,
      intake: digest,
      ...datesOf(dates.governing),
    }
    return { ok: true, value: { ref }, events: [ofRequest(id, submitted), ofRequest(id, { type: 'link-sent' })] }
  },
})
