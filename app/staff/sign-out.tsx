import { getTranslations } from 'next-intl/server'
import { Button } from '#components/button.tsx'
import { signOut } from './sign-out-action.ts'

/** A form, because signing out changes something. */
export const SignOut = async () => {
  const t = await getTranslations('shell')
  return (
    <form action={signOut}>
      <Button tone="quiet">{t('header.sign-out')}</Button>
    </form>
  )
}
