import { getTranslations } from 'next-intl/server'
import { inLanguage } from '#lib/packages/leaf.ts'
import type { Stop } from '#lib/sources/known-map.ts'
import { desk } from '../../../../../desk.ts'

/** Why do you have this: the way from the person's address to this record, stop by stop. */
export const Path = async ({ stops }: { stops: readonly Stop[] }) => {
  const { locale } = await desk()
  const t = await getTranslations('officer.findings')
  const kinds = await getTranslations('candidates')
  return (
    <>
      <p>{t('path')}</p>
      <ol>
        {stops.map((stop, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way never changes, and may pass one place twice.
          <li key={position}>
            {stop.collection ? (
              <>
                {inLanguage(stop.collection, locale)}
                {stop.field && <>: {inLanguage(stop.field, locale)}</>}{' '}
                <code className="text-ink-soft">{stop.text}</code>
              </>
            ) : stop.text === 'email' ? (
              t('proved-address')
            ) : position === 0 ? (
              t('shared-locator', { kind: kinds.has(`kind.${stop.text}`) ? kinds(`kind.${stop.text}`) : stop.text })
            ) : (
              <code>{stop.text}</code>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
