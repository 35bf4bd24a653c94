import type { Tx } from '#lib/db/begin.ts'
import { lawsOf } from '#lib/letters/remedies.ts'
import { authoritiesUnder, authoritiesWith, authorityOf } from '#lib/organisation/authorities.ts'
import { readCorrections } from '#lib/organisation/authority-store.ts'
import { type Organisation, readOrganisation } from '#lib/organisation/read-organisation.ts'
import type { Remedy } from './letter-data.ts'
import type { RequestRow } from './store.ts'

type Asked = Pick<RequestRow, 'rules' | 'country'>

/**
 * Step: whom this person may turn to. Under the GDPR the authority of the organisation's seat (the one an admin named, for they know
 * their Land) and the one at the person's home (Art. 77(1)); under other laws the body the law names.
 */
export async function findRemedy(tx: Tx, request: Asked): Promise<Remedy> {
  const organisation = (await readOrganisation(tx))!
  const directory = authoritiesWith(await readCorrections(tx))
  const { authority, contact } = organisation
  const bodies = lawsOf(request.rules).flatMap(law => bodiesUnder(law, request, organisation, directory))
  return { authority, contact, rules: [...request.rules], bodies }
}

type Directory = Parameters<typeof authorityOf>[1]
type Bodies = NonNullable<Remedy['bodies']>

function bodiesUnder(law: string, { country }: Asked, { authority }: Organisation, directory: Directory): Bodies {
  if (law !== 'eu_gdpr') return authoritiesUnder(law, directory).map(({ name, url }) => ({ law, at: 'law', name, url }))
  const home = authorityOf({ country: country.slice(0, 2) }, directory)
  return [
    { law, at: 'seat', ...authority },
    ...(home ? [{ law, at: 'home' as const, name: home.name, url: home.url }] : []),
  ]
}
