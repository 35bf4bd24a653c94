import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { localeFacts, offeredLocales } from '#lib/i18n/locales.ts'
import { viewStaff } from '#lib/identity/view-staff.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../../form-words.ts'
import { seen } from '../../../../staff/seen.ts'
import { StaffForm } from '../../../../staff/staff-form.tsx'
import { invite } from '../actions.ts'
import { roleQuestion } from '../role-question.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('admin'))('invite.title'),
})

/** Asks for whom, and what they may do; the link goes to their mailbox alone. */
export default async function InvitePage() {
  const [t, actor] = [await getTranslations('admin'), await currentActor()]
  seen(actor, await viewStaff(actor, undefined))
  const languages = offeredLocales.map(value => ({ value, label: localeFacts[value].name }))
  return (
    <>
      <BackLink href="/admin/people" text={t('people.title')} />
      <h1>{t('invite.title')}</h1>
      <p>{t('invite.lead')}</p>
      <div className="max-w-2xl">
        <StaffForm
          action={invite}
          questions={[
            { kind: 'text', name: 'name', label: t('invite.name'), hint: t('invite.name-hint') },
            { kind: 'email', name: 'address', label: t('invite.address') },
            await roleQuestion(),
            { kind: 'one-of', name: 'locale', label: t('invite.locale'), choices: languages, value: await getLocale() },
          ]}
          words={await formWords(t('invite.button'))}
          cancel={{ href: '/admin/people', text: t('cancel') }}
        />
      </div>
    </>
  )
}
