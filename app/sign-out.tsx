import { getTranslations } from 'next-intl/server'
import { Button } from '#components/button.tsx'
import { signOut } from './sign-out-action.ts'

/** The way out, in the corner of every signed-in page. A form, because it ends something. */
export const SignOut = async () => (
  <form action={signOut}>
    <Button tone="quiet">{(await getTranslations('shell'))('header.sign-out')}</Button>
  </form>
)
