import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { proposeRegimes } from '#lib/deadlines/propose-regime.ts'
import { ofRequest } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { issueLink } from '#lib/identity/issue-link.ts'
import { mailLimits, withinLimits } from '#lib/identity/limits.ts'
import { localeField } from '#lib/identity/locale-field.ts'
import { command } from '#lib/kernel/command.ts'
import { newRef } from '#lib/kernel/ids.ts'
import { type Fields, invalid, refuse } from '#lib/kernel/result.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { countries, relations } from './intake.ts'
import { placeOf } from './place.ts'
import { readDay } from './read-day.ts'
import { receiveRequest } from './receive-request.ts'
import { channels } from './status.ts'

const text = (missing: string, most: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(most, 'text.too-long-here')

const input = z.object({
  channel: z.enum(channels, { error: 'channel.missing' }).exclude(['portal'], { error: 'channel.missing' }),
  receivedOn: z.string({ error: 'received.missing' }),
  address: addressField,
  country: z.enum(countries, { error: 'country.missing' }),
  relation: z.enum(relations, { error: 'relation.missing' }),
  message: text('letter.missing', 20_000),
  locale: localeField,
  behalf: z.enum(['self', 'agent', 'guardian'], { error: 'behalf.missing' }),
  /** Who acts for the person, and what was shown for it. */
  agent: z.string().trim().max(400, 'text.too-long-here').default(''),
  authority: z.string().trim().max(4000, 'text.too-long').default(''),
  proof: z.enum(['link', 'post'], { error: 'proof.missing' }),
  /** Where the code goes when there is no mailbox. */
  postal: z.string().trim().max(1000, 'text.too-long-here').default(''),
})

/** The oldest day that can be meant: whoever types another year has mistyped. */
const earliest = Temporal.PlainDate.from('2018-01-01')

/**
 * An officer writes down a request that came by phone, by post or over the counter, with the day it truly came: that day drives the clock
 * (EDPB Guidelines 01/2022, 5.3), not the day it was typed. Nothing is searched before the person has proved who they are: by the link
 * sent to their mailbox, or by the code sent to their postal address. So it is too when somebody else asks for them: agent or guardian
 * may ask, the person confirms.
 */
export const takeInRequest = command({
  permission: 'request:take-in',
  input,
  within: (actor, { address }) => withinLimits(actor, mailLimits(address, `desk:${actor.id}`)),
  async run(scope, { receivedOn, behalf, agent, authority, proof, postal, ...given }) {
    const organisation = await readOrganisation(scope.tx)
    if (!organisation) return refuse('not-open-yet')
    const received = readReceipt(receivedOn, scope.now, organisation.zone)
    const wrong: Fields = {
      ...(typeof received === 'string' && { receivedOn: [received] }),
      ...(behalf !== 'self' && agent === '' && { agent: ['agent.missing'] }),
      ...(behalf !== 'self' && authority === '' && { authority: ['authority-shown.missing'] }),
      ...(proof === 'post' && postal === '' && { postal: ['postal-address.missing'] }),
    }
    if (typeof received === 'string' || Object.keys(wrong).length > 0) return invalid(wrong)
    const { channel, country, locale, address, relation, message } = given
    const seat = { country: organisation.country, region: organisation.region, zone: organisation.zone }
    const rules = proposeRegimes(
      { person: placeOf(country), seat: placeOf(seat.country), on: received.day },
      await houseRules(scope.tx),
    )
    const intake = {
      address,
      relation,
      message,
      ...(behalf !== 'self' && { behalf: { kind: behalf, name: agent, authority } }),
      ...(proof === 'post' && { post: { address: postal, code: newRef().slice(2) } }),
    }
    const { request, told } = await receiveRequest(scope, organisation, {
      ...{ channel, country, locale, rules: [...rules], receivedAt: received.at, intake },
    })
    if (proof === 'link')
      await issueLink(scope, address, locale, {
        purpose: 'prove-request',
        requestId: request.id,
        returnTo: `/requests/${request.ref}`,
      })
    const asked = proof === 'link' ? ('link-sent' as const) : ('code-made' as const)
    return { ok: true, value: { ref: request.ref }, events: [...told, ofRequest(request.id, { type: asked })] }
  },
})

function readReceipt(text: string, now: Temporal.Instant, zone: string) {
  const read = readDay(text, now, zone)
  if (typeof read === 'string') return `received.${read}`
  return Temporal.PlainDate.compare(read.day, earliest) < 0 ? 'received.too-early' : read
}
