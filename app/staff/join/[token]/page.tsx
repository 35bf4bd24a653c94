import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { canHoldPasskeys } from '#lib/identity/passkey.ts'
import { viewInvitation } from '#lib/identity/view-invitation.ts'
import { newId } from '#lib/kernel/ids.ts'
import { askForNewPasskey, joinWithPasskey } from '../../actions.ts'
import { PasskeyButton } from '../../passkey-button.tsx'
import { passkeyWords } from '../../passkey-words.ts'

type Props = { params: Promise<{ token: string }> }

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('staff'))('join.title'),
})

/** An invitation: opening it uses nothing up, making the passkey does. It shows the role, never to whom it was sent. */
export default async function JoinPage({ params }: Props) {
  const t = await getTranslations('staff')
  const { token } = await params
  const invited = await viewInvitation({ kind: 'visitor', id: newId() }, token)
  if (!invited.ok)
    return (
      <>
        <h1>{t('join.gone')}</h1>
        <p>{t('join.gone-why')}</p>
        <p>
          <a href="/staff">{t('door.title')}</a>
        </p>
      </>
    )
  return (
    <>
      <h1>{t('join.title')}</h1>
      <p>{t('join.lead', { role: t(`roles.${invited.value.role}`) })}</p>
      <p>{t('join.passkey')}</p>
      {canHoldPasskeys() ? (
        <>
          <noscript>
            <Notice tone="warning">{t('door.no-script')}</Notice>
          </noscript>
          <PasskeyButton
            kind="join"
            ask={askForNewPasskey.bind(null, token)}
            answer={joinWithPasskey.bind(null, token)}
            words={await passkeyWords('join')}
          />
        </>
      ) : (
        <Notice tone="info">{t('door.no-domain')}</Notice>
      )}
    </>
  )
}
