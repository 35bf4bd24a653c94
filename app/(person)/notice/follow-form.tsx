import { getTranslations } from 'next-intl/server'
import { formWords } from '../../form-words.ts'
import { QuestionForm } from '../../question-form.tsx'
import { sendLink } from '../sign-in/action.ts'

/** Asks for the address to which changes are told; a link to it, then one button. */
export const FollowForm = async ({ follows }: { follows: boolean }) => {
  const t = await getTranslations('notices.follow')
  if (follows)
    return (
      <p>
        {t('known')} <a href="/notice/follow">{t('manage')}</a>
      </p>
    )
  return (
    <>
      <p>{t('text')}</p>
      <QuestionForm
        action={sendLink}
        questions={[{ kind: 'address', name: 'address', label: t('label') }]}
        hidden={{ to: '/notice/follow' }}
        words={await formWords(t('button'))}
        tone="secondary"
        label={t('title')}
      />
    </>
  )
}
