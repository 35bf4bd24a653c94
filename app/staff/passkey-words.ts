import 'server-only'
import { getTranslations } from 'next-intl/server'

/** What the passkey's button can say in the browser. */
export async function passkeyWords(kind: 'sign-in' | 'join') {
  const t = await getTranslations('staff.passkey')
  return {
    button: t(`${kind}.button`),
    waiting: t('waiting'),
    problem: t('problem'),
    cancelled: t(`${kind}.cancelled`),
    unsupported: t('unsupported'),
    known: t('known'),
    lost: t('lost'),
  }
}

export type PasskeyWords = Awaited<ReturnType<typeof passkeyWords>>
