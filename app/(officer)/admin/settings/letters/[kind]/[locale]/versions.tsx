import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { compareWordings } from '#lib/letters/compare-wordings.ts'
import type { WordingRow } from '#lib/letters/store.ts'
import type { Wording } from '#lib/letters/wording.ts'
import { desk } from '../../../../desk.ts'

/** Every version, the newest first, down to the portal's own text. Going back loads one into the form; saving it makes a new one. */
export const Versions = async ({ versions }: { versions: readonly WordingRow[] }) => {
  const t = await getTranslations('letters.versions')
  const { time } = await desk()
  const rows = [
    ...versions.map(({ version, savedAt, reason }) => ({ version, said: `${time(savedAt)}: ${reason}` })),
    { version: 0, said: t('own') },
  ]
  return (
    <Sheet id="versions" title={t('title')}>
      {versions.length === 0 && <p>{t('none')}</p>}
      <ul className="grid gap-3">
        {rows.map(({ version, said }) => (
          <li key={version}>
            {version > 0 && <strong>{`${t('version')} ${version}`}</strong>} <bdi className="wrap-anywhere">{said}</bdi>
            {' · '}
            <a href={`?from=${version}`}>{t('load')}</a>
            {' · '}
            <a href={`?compare=${version}#compared`}>{t('compare')}</a>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

const tones = { same: 'neutral', gone: 'danger', new: 'success' } as const

/** Two versions, paragraph by paragraph. */
export const Compared = async ({ before, after }: { before: Wording & { version: number }; after: Wording }) => {
  const t = await getTranslations('letters.versions')
  return (
    <Sheet id="compared" title={t('compared', { version: before.version })}>
      <ul className="grid gap-3">
        {compareWordings(before, after).map(({ is, text }) => (
          <li key={`${is} ${text}`} className="flow">
            <StatusTag tone={tones[is]}>{t(`change.${is}`)}</StatusTag>
            <p className="whitespace-pre-line wrap-anywhere">{text}</p>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
