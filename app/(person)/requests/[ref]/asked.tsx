import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Notice } from '#components/notice.tsx'
import { viewQuestions } from '#lib/assurance/view-questions.ts'
import { askingActor } from '#lib/web/current-actor.ts'

/** That something is asked of the person, on top of their request; nothing where nothing is. */
export const Asked = async ({ reference }: { reference: string }) => {
  const seen = await viewQuestions(await askingActor(), reference)
  if (!seen.ok || !(seen.value.open || seen.value.waits)) return null
  const t = await getTranslations('assurance.person.notice')
  if (!seen.value.open)
    return (
      <Notice tone="warning" title={t('title')}>
        <p>{t('show')}</p>
        <ButtonLink href={`/requests/${reference}/messages`}>{t('write')}</ButtonLink>
      </Notice>
    )
  return (
    <Notice tone="warning" title={t('title')}>
      <p>{t('text')}</p>
      <ButtonLink href={`/requests/${reference}/identity`} start>
        {t('link')}
      </ButtonLink>
    </Notice>
  )
}
