import { getTranslations } from 'next-intl/server'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { askingActor } from '#lib/web/current-actor.ts'

/** What a link says that leads to no open question, whatever the reason. */
export const Over = async () => {
  const t = await getTranslations('owners.page.over')
  const organisation = await viewOrganisation(await askingActor(), undefined)
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      {organisation.ok && <p>{t('ask', { contact: organisation.value.contact })}</p>}
    </>
  )
}
