import { getTranslations } from 'next-intl/server'
import { Actions } from '#components/actions.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { Details } from '#components/details.tsx'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { askingActor } from '#lib/web/current-actor.ts'

const ways = ['ask', 'confirm', 'search', 'read', 'answer'] as const

/** Your rights: what this is, what will happen, how long it takes, and the one button. */
export default async function StartPage() {
  const t = await getTranslations('person.start')
  const found = await viewOrganisation(await askingActor(), undefined)
  const organisation = found.ok ? found.value.name : t('this-organisation')
  return (
    <>
      <h1>{t('heading', { organisation })}</h1>
      <p className="text-lg">{t('lead', { organisation })}</p>
      <Actions>
        <ButtonLink href="/ask" start>
          {t('ask')}
        </ButtonLink>
        <ButtonLink href="/requests" tone="secondary">
          {t('see')}
        </ButtonLink>
      </Actions>
      <h2>{t('way.title')}</h2>
      <ol>
        {ways.map(way => (
          <li key={way}>{t.rich(`way.${way}`, { b: text => <strong>{text}</strong> })}</li>
        ))}
      </ol>
      <h2>{t('time.title')}</h2>
      <p>{t('time.text')}</p>
      <h2>{t('need.title')}</h2>
      <p>{t('need.text')}</p>
      <Details summary={t('rights.title')}>
        <p>{t('rights.text')}</p>
        <ul>
          <li>{t('rights.correct')}</li>
          <li>{t('rights.erase')}</li>
          <li>{t('rights.object')}</li>
        </ul>
        <p>{t('rights.how')}</p>
      </Details>
    </>
  )
}
