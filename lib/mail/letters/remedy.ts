import type { Translator } from '#lib/i18n/translator.ts'
import { lawsOf, type Route, routesOf } from '#lib/letters/remedies.ts'
import type { Remedy } from '#lib/requests/letter-data.ts'

export type RemedyLine = { text: string } | { text: string; address: string }

/** Laws whose routes have sentences of their own; all others share one for each route, with the section cited. */
const ownSentences = ['eu_gdpr', 'uk_gdpr', 'ccpa', 'policy_default']

/** Where to complain outside the organisation, for letters written before the bodies were named in them. */
const knownBodies: { [law: string]: string } = {
  uk_gdpr: 'https://ico.org.uk/make-a-complaint/',
  ccpa: 'https://cppa.ca.gov/webapplications/complaint',
}

/**
 * What somebody can do against a decision, by each law it was made under; never nothing. Art. 12(4) GDPR wants the supervisory authority
 * and the court named; the United Kingdom the Commissioner, the court and the controller's own complaint route (DPA 2018 s. 164A);
 * Virginia's family the appeal. Where no law of its own applies, the organisation and its authority. `translate` speaks the namespace `mail`.
 */
export const sayRemedy = (remedy: Remedy, translate: Translator): RemedyLine[] => [
  { text: translate('remedies.heading') },
  ...lawsOf(remedy.rules).flatMap(law =>
    routesOf(law)
      .filter(({ route }) => route !== remedy.gone)
      .flatMap(({ route, cite }) => sayRoute(law, route, cite, remedy, translate)),
  ),
]

function sayRoute(law: string, route: Route, cite: string, remedy: Remedy, translate: Translator): RemedyLine[] {
  const { authority, contact } = remedy
  const bodies = remedy.bodies?.filter(body => body.law === law) ?? []
  const say = (body: { name: string }, key = route as string) =>
    translate(`remedies.${ownSentences.includes(law) ? law : 'any'}.${key}`, { authority: body.name, contact, cite })
  if (route !== 'authority') return [{ text: say(authority) }]
  if (law === 'eu_gdpr') {
    const seat = bodies.find(({ at }) => at === 'seat') ?? authority
    const home = bodies.find(({ at }) => at === 'home')
    return [
      { text: say(seat), address: seat.url },
      ...(home && home.url !== seat.url ? [{ text: say(home, 'home'), address: home.url }] : []),
    ]
  }
  const named = bodies.length > 0 ? bodies : [{ ...authority, url: knownBodies[law] ?? authority.url }]
  const [first, ...others] = named
  return [
    { text: say(first!), address: first!.url },
    ...others.map(body => ({ text: translate('remedies.any.also', { authority: body.name }), address: body.url })),
  ]
}
