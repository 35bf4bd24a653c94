import { getTranslations } from 'next-intl/server'
import type { Flag } from '#lib/assurance/levels.ts'

/** Each matter to note: what it is called, what it means, what to do. */
export const Flags = async ({ flags, read }: { flags: readonly Flag[]; read: boolean }) => {
  const t = await getTranslations('assurance.officer.flags')
  if (!read) return null
  if (flags.length === 0) return <p>{t('none')}</p>
  return (
    <ul className="grid gap-3">
      {flags.map(flag => (
        <li key={flag} className="border-s-4 border-warning ps-3">
          <strong>{t(`${flag}.name`)}</strong>
          <p>{t(`${flag}.means`)}</p>
          <p className="text-ink-soft">{t(`${flag}.do`)}</p>
        </li>
      ))}
    </ul>
  )
}
