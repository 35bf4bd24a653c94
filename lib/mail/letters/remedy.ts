import type { Translator } from '#lib/i18n/translator.ts'
import type { Remedy } from '#lib/requests/letter-data.ts'

/** Where to complain outside the organisation, for the laws that have one body for everybody. */
const bodies = {
  uk_gdpr: 'https://ico.org.uk/make-a-complaint/',
  ccpa: 'https://cppa.ca.gov/webapplications/complaint',
} as const

const laws = ['eu_gdpr', 'uk_gdpr', 'ccpa'] as const
type Law = (typeof laws)[number] | 'policy_default'

export type RemedyLine = { text: string } | { text: string; address: string }

/**
 * What somebody can do against a decision, by each law it was made under; never nothing. Art. 12(4) GDPR wants the supervisory authority
 * and the court named; the United Kingdom the Commissioner, the court and the controller's own complaint route (DPA 2018 s. 164A);
 * California names no court for this right, but the agency. Where no law of its own applies, the organisation and its authority.
 * `translate` speaks the namespace `mail`.
 */
export const sayRemedy = (remedy: Remedy, translate: Translator): RemedyLine[] => [
  { text: translate('remedies.heading') },
  ...lawsOf(remedy.rules).flatMap(law => sayLaw(law, remedy, translate)),
]

/** `eu_gdpr.access` is a rule of the law `eu_gdpr`. */
function lawsOf(rules: readonly string[]): Law[] {
  const found = rules.map(rule => laws.find(law => rule.startsWith(`${law}.`)) ?? 'policy_default')
  return found.length > 0 ? [...new Set(found)] : ['policy_default']
}

function sayLaw(law: Law, { authority, contact }: Remedy, translate: Translator): RemedyLine[] {
  const say = (key: string, values?: Record<string, string>) => translate(`remedies.${law}.${key}`, values)
  switch (law) {
    case 'eu_gdpr':
      return [{ text: say('authority', { authority: authority.name }), address: authority.url }, { text: say('court') }]
    case 'uk_gdpr':
      return [
        { text: say('controller', { contact }) },
        { text: say('authority'), address: bodies.uk_gdpr },
        { text: say('court') },
      ]
    case 'ccpa':
      return [{ text: say('controller', { contact }) }, { text: say('authority'), address: bodies.ccpa }]
    case 'policy_default':
      return [
        { text: say('controller', { contact }) },
        { text: say('authority', { authority: authority.name }), address: authority.url },
      ]
  }
}
