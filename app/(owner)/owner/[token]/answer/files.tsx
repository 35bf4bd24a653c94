import { getLocale, getTranslations } from 'next-intl/server'
import { Button } from '#components/button.tsx'
import { FileField } from '#components/file-field.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import { formatBytes } from '#lib/i18n/formats.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { fileLimits } from '#lib/owners/owner-words.ts'
import { formWords } from '../../../../form-words.ts'
import { QuestionForm } from '../../../../question-form.tsx'
import { remove } from './action.ts'

type Props = {
  token: string
  files: readonly { id: string; name: string; bytes: number }[]
  /** What the last form came to. */
  added: number
  removed: boolean
  problem: string | undefined
}

const limits = { megabytes: fileLimits.bytes / 1024 / 1024, files: fileLimits.files }

/** What was given so far, and the form that gives more: a plain one, because its files go straight into the vault and never through Next. */
export const Files = async ({ token, files, added, removed, problem }: Props) => {
  const t = await getTranslations('owners.page.files')
  const locale = (await getLocale()) as Locale
  const words = await formWords(t('remove'))
  return (
    <Sheet id="files" title={t('title')}>
      {problem && t.has(`problem.${problem}` as never) && (
        <Notice tone="danger" announce="alert">
          <p>{t(`problem.${problem}` as never, limits as never)}</p>
        </Notice>
      )}
      {added > 0 && (
        <Notice tone="success" announce="status">
          <p>{t('added', { count: added })}</p>
        </Notice>
      )}
      {removed && (
        <Notice tone="success" announce="status">
          <p>{t('removed')}</p>
        </Notice>
      )}
      <p>{t('lead')}</p>
      {files.length === 0 ? (
        <p className="text-ink-soft">{t('none')}</p>
      ) : (
        <ul aria-label={t('list')} className="border-t border-line">
          {files.map(({ id, name, bytes }) => (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line py-3"
            >
              <span className="min-w-0 flex-1 basis-48 wrap-anywhere">
                <strong>
                  <Untrusted text={name} />
                </strong>{' '}
                <span className="whitespace-nowrap text-ink-soft">{formatBytes(locale, bytes)}</span>
              </span>
              <QuestionForm
                action={remove.bind(null, token)}
                hidden={{ file: id }}
                words={words}
                tone="quiet"
                label={t('remove-label', { name })}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        method="post"
        encType="multipart/form-data"
        action={`/owner/${encodeURIComponent(token)}/files`}
        className="grid gap-5"
      >
        <FileField name="files" id="files-to-add" multiple label={t('choose')} hint={t('hint', limits)} />
        <div className="grid sm:flex">
          <Button tone="secondary">{t('add')}</Button>
        </div>
      </form>
    </Sheet>
  )
}
