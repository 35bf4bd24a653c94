import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import { formatBytes } from '#lib/i18n/formats.ts'
import type { OwnerOnDesk } from '#lib/owners/view-owner.ts'
import { desk } from '../../../../desk.ts'

/** What the colleague wrote and gave: each file to be saved, never shown on our own origin. */
export const Given = async ({ page, owner }: { page: string; owner: OwnerOnDesk }) => {
  const { locale } = await desk()
  const t = await getTranslations('owners.desk')
  const { answer, files } = owner
  return (
    <>
      {answer?.note && (
        <Sheet id="note" title={t('note')}>
          <Quote text={answer.note} />
        </Sheet>
      )}
      {files.length > 0 && (
        <Sheet id="files" title={t('files')}>
          <p>{t('files-hint')}</p>
          <ul className="border-t border-line">
            {files.map(({ id, name, bytes }) => (
              <li key={id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 border-b border-line py-2">
                <span className="min-w-0 wrap-anywhere">
                  <Untrusted text={name} /> <span className="text-ink-soft">{formatBytes(locale, bytes)}</span>
                </span>
                <a href={`${page}/files/${id}`} aria-label={t('open-label', { name })} download>
                  {t('open')}
                </a>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}
