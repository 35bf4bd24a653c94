import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { viewMember } from '#lib/identity/view-staff.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { formWords } from '../../../../../form-words.ts'
import { seen } from '../../../../../staff/seen.ts'
import { StaffForm } from '../../../../../staff/staff-form.tsx'
import { remove } from '../../actions.ts'

type Props = { params: Promise<{ id: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('admin'))('remove.title'),
})

/** Asks once more: from the moment of the button on, this member is out everywhere. */
export default async function RemovePage({ params }: Props) {
  const [t, actor, { id }] = [await getTranslations('admin'), await currentActor(), await params]
  const member = seen(actor, await viewMember(actor, id))
  return (
    <>
      <BackLink href="/admin/people" text={t('people.title')} />
      <h1>{t('remove.title')}</h1>
      <p>
        {t.rich('remove.lead', {
          name: () => <bdi>{member.name}</bdi>,
          address: () => <bdi dir="ltr">{member.address}</bdi>,
          role: t(`roles.${member.role}.name`),
        })}
      </p>
      <p>{t('remove.what')}</p>
      <StaffForm
        action={remove.bind(null, member.id)}
        questions={[]}
        words={await formWords(t('remove.button'))}
        cancel={{ href: '/admin/people', text: t('cancel') }}
        tone="danger"
      />
    </>
  )
}
