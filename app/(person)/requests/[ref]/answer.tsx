import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Details } from '#components/details.tsx'
import { Hash } from '#components/hash.tsx'
import { Notice } from '#components/notice.tsx'
import { Time } from '#components/time.tsx'
import { formatBytes } from '#lib/i18n/formats.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { downloadName } from '#lib/packages/download-name.ts'
import type { Speech } from '../../../speech.ts'
import type { OwnRequest } from './own-request.ts'

type Props = { request: OwnRequest; speech: Speech }

/** The copy: its files with size and fingerprint, until when they can be had, and every time one was opened. */
export const Answer = async ({ request: { ref, answer, openings }, speech }: Props) => {
  if (!answer) return null
  const t = await getTranslations('person.request.answer')
  const until = <Time key="until" iso={answer.until.toString()} text={speech.instant(answer.until)} />
  return (
    <section id="download" className="sheet flow p-5 sm:p-6">
      <h2>{t('title')}</h2>
      <p>{t('records', { records: answer.records })}</p>
      {!answer.complete && (
        <Notice tone="warning" title={t('incomplete.title')}>
          <p>{t('incomplete.text')}</p>
        </Notice>
      )}
      {answer.files.length === 0 ? (
        <Notice tone="neutral" title={t('gone.title')}>
          <p>{t('gone.text')}</p>
        </Notice>
      ) : (
        <>
          <p>{t.rich('until', { until: () => until })}</p>
          <ul className="grid gap-4">
            {byUse(answer.files).map(({ name, bytes, sha256 }, position) => (
              <li key={name} className="grid gap-2 border-t border-line pt-4">
                <div>
                  <ButtonLink
                    href={`/requests/${ref}/download/${encodeURIComponent(name)}`}
                    tone={position === 0 ? 'primary' : 'secondary'}
                  >
                    {t('download', { kind: t(`kinds.${kindOf(name)}`), size: formatBytes(speech.locale, bytes) })}
                  </ButtonLink>
                </div>
                <p className="text-sm text-ink-soft">
                  <span className="block">{downloadName(ref, name)}</span>
                  {t('fingerprint')} <Hash value={hexOf(sha256)} />
                </p>
              </li>
            ))}
          </ul>
          <p className="text-sm text-ink-soft">{t('proof')}</p>
        </>
      )}
      <Details summary={t('openings.title', { times: openings.length })}>
        {openings.length === 0 && <p>{t('openings.none')}</p>}
        <ul>
          {openings.map(({ at, file }, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the history only grows at its end.
            <li key={position}>{t('openings.one', { at: speech.instant(at), file })}</li>
          ))}
        </ul>
      </Details>
    </section>
  )
}

type File = NonNullable<OwnRequest['answer']>['files'][number]

/** What each file is, the one to read first, the one that holds them all last. */
const kinds = {
  'dossier.pdf': 'pdf',
  'dossier.html': 'html',
  'dossier.json': 'json',
  'dossier-csv.zip': 'csv',
  'dossier.zip': 'zip',
} as const

const ranked = Object.keys(kinds)
const rank = ({ name }: File) => (ranked.includes(name) ? ranked.indexOf(name) : ranked.length)

const byUse = (files: readonly File[]) =>
  [...files].sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1))

const kindOf = (name: string) => kinds[name as keyof typeof kinds] ?? 'file'
