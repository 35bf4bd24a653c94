import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { viewMember } from '#lib/identity/view-staff.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../../../form-words.ts'
import { seen } from '../../../../../staff/seen.ts'
import { StaffForm } from '../../../../../staff/staff-form.tsx'
import { change } from '../../actions.ts'
import { roleQuestion } from '../../role-question.ts'

type Props = { params: Promise<{ id: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('admin'))('change-role.title'),
})

export default async function ChangeRolePage({ params }: Props) {
  const [t, actor, { id }] = [await getTranslations('admin'), await currentActor(), await params]
  const member = seen(actor, await viewMember(actor, id))
  return (
    <>
      <BackLink href="/admin/people" text={t('people.title')} />
      <h1>{t('change-role.title')}</h1>
      <p>
        {t.rich('change-role.lead', { name: () => <bdi>{member.name}</bdi>, role: t(`roles.${member.role}.name`) })}
      </p>
      <StaffForm
        action={change.bind(null, member.id)}
        questions={[await roleQuestion(member.role)]}
        words={await formWords(t('change-role.button'))}
        cancel={{ href: '/admin/people', text: t('cancel') }}
      />
    </>
  )
}
