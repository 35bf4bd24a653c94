import { getTranslations } from 'next-intl/server'

/** What every form says: the heading of its errors, its button while it is on its way, and its button. */
export async function formWords(submit?: string): Promise<{ problem: string; sending: string; submit: string }> {
  const t = await getTranslations('shell.form')
  return { problem: t('problem'), sending: t('sending'), submit: submit ?? t('continue') }
}
