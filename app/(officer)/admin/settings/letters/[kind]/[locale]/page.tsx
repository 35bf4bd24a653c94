import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { Columns } from '#components/columns.tsx'
import { Notice } from '#components/notice.tsx'
import { isLetterName } from '#lib/letters/kinds.ts'
import { viewWording } from '#lib/letters/view-wording.ts'
import { isWordingLocale } from '#lib/letters/wording.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { seen } from '../../../../../../staff/seen.ts'
import { wordingAction } from './action.ts'
import { WordingForm, type WordingWords } from './form.tsx'
import { Must, VariableList } from './variables.tsx'
import { Compared, Versions } from './versions.tsx'

type Props = PageProps<'/admin/settings/letters/[kind]/[locale]'>

const readParams = async ({ params }: Pick<Props, 'params'>) => {
  const { kind, locale } = await params
  if (!isLetterName(kind) || !isWordingLocale(locale)) notFound()
  const t = await getTranslations('letters')
  const title = t('edit.title', { letter: t(`names.${kind}`), language: t(`list.languages.${locale}`) })
  return { kind, locale, title }
}

export const generateMetadata = async (props: Props): Promise<Metadata> => ({ title: (await readParams(props)).title })

/** One letter in one language: its text, what it must say, what it may use, and every version there was. */
export default async function WordingPage({ params, searchParams }: Props) {
  const { kind, locale, title } = await readParams({ params })
  const [t, actor, asked] = [await getTranslations('letters'), await currentActor(), await searchParams]
  const { own, versions, now } = seen(actor, await viewWording(actor, { kind, locale }))
  const versionAt = (name: string) =>
    asked[name] === undefined
      ? undefined
      : asked[name] === '0'
        ? { version: 0, ...own }
        : versions.find(one => String(one.version) === asked[name])
  const loaded = versionAt('from')
  const compared = versionAt('compare')
  return (
    <>
      <BackLink href="/admin/settings/letters" text={t('edit.back')} />
      <h1>{title}</h1>
      {asked.saved === String(now.version) && (
        <Notice tone="success" announce="status" title={t('edit.saved', { version: now.version })} />
      )}
      <p>{loaded ? t('edit.loaded', { version: loaded.version }) : t('edit.standing', { version: now.version })}</p>
      {compared && <Compared before={compared} after={now} />}
      <Columns
        aside={
          <>
            <Must kind={kind} />
            <VariableList kind={kind} />
          </>
        }
      >
        <WordingForm
          key={`${now.version}-${loaded?.version ?? ''}`}
          action={wordingAction.bind(null, kind, locale)}
          now={loaded ?? now}
          basedOn={now.version}
          lang={locale}
          words={await wordsOfForm()}
        />
        <Versions versions={versions} />
      </Columns>
    </>
  )
}

const wordsOfForm = async (): Promise<WordingWords> => {
  const t = await getTranslations('letters')
  const form = await getTranslations('shell.form')
  const field = (name: 'subject' | 'body' | 'reason') => ({ label: t(`edit.${name}`), hint: t(`edit.${name}-hint`) })
  return {
    subject: field('subject'),
    body: field('body'),
    reason: field('reason'),
    save: t('edit.save'),
    preview: t('edit.preview'),
    problem: form('problem'),
    problems: t('problems.title'),
    previewTitle: t('edit.preview-title'),
    previewLead: t('edit.preview-lead'),
    mailTitle: t('edit.mail-title'),
  }
}
