import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { type Fact, KeyValue } from '#components/key-value.tsx'
import { Quote } from '#components/quote.tsx'
import { Sheet } from '#components/sheet.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import type { Correspondence } from '#lib/requests/view-correspondence.ts'
import type { RequestOnDesk } from '#lib/requests/view-request.ts'
import { desk } from '../../desk.ts'

/** Who asks for what, under which law, and who takes care of it. */
export const Facts = async ({ onDesk, letters }: { onDesk: RequestOnDesk; letters: Correspondence | undefined }) => {
  const { request, staff } = onDesk
  const { actor, time, locale } = await desk()
  const t = await getTranslations('officer')
  const intake = await getTranslations('intake')
  const shell = await getTranslations('shell')
  const law = createTranslator(locale, 'history')
  const changing = (value: ReactNode, move: 'change-regime' | 'assign', page: string, about: string) =>
    isOpenTo(move, request.status) && mayDo(actor, `request:${move}`) ? (
      <span className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>{value}</span>
        <a href={`/admin/requests/${request.ref}/${page}`} data-print="no" className="font-normal">
          {shell('form.change')}
          <span className="sr-only"> {about}</span>
        </a>
      </span>
    ) : (
      value
    )
  const facts: Fact[] = [
    ...(letters
      ? [
          { key: 'address', label: t('facts.address'), value: <Untrusted text={letters.address} /> },
          { key: 'relation', label: t('facts.relation'), value: t(`relation.${letters.relation}`) },
        ]
      : []),
    { key: 'right', label: t('facts.right'), value: law(`right.${request.right}`) },
    {
      key: 'law',
      label: t('facts.law'),
      value: changing(
        request.rules.map(rule => law(`rules.${rule.replaceAll('.', '_')}`)).join(', '),
        'change-regime',
        'regime',
        t('facts.law'),
      ),
    },
    { key: 'country', label: t('facts.country'), value: countryName(request.country, locale, t('facts.elsewhere')) },
    { key: 'received', label: t('facts.received'), value: time(request.receivedAt) },
    { key: 'channel', label: intake('facts.channel'), value: intake(`channel.${request.channel}`) },
    ...(letters?.behalf
      ? [
          {
            key: 'behalf',
            label: intake('facts.behalf'),
            value: <Untrusted text={intake(`facts.${letters.behalf.kind}`, { name: letters.behalf.name })} />,
          },
          { key: 'authority', label: intake('facts.authority'), value: <Untrusted text={letters.behalf.authority} /> },
        ]
      : []),
    ...(letters?.post
      ? [{ key: 'postal', label: intake('facts.postal'), value: <Untrusted text={letters.post.address} /> }]
      : []),
    {
      key: 'assigned',
      label: t('facts.assigned'),
      value: changing(
        request.assignedTo ? <bdi>{staff.get(request.assignedTo)?.name ?? t('nobody')}</bdi> : t('nobody'),
        'assign',
        'assign',
        t('facts.assigned'),
      ),
    },
    ...(request.outcome
      ? [{ key: 'outcome', label: t('facts.outcome'), value: law(`outcome.${request.outcome}`) }]
      : []),
  ]
  return (
    <Sheet id="facts" title={t('facts.title')}>
      <KeyValue facts={facts} />
      {letters?.message && <Quote text={letters.message} by={t('facts.wrote')} />}
      <p className="text-sm text-ink-soft">{t(letters ? 'facts.look-recorded' : 'facts.officers-only')}</p>
    </Sheet>
  )
}

/** `US-CA` and `other` are answers of our own form; the rest are ISO 3166 codes that the platform can name. */
function countryName(code: string, locale: string, elsewhere: string): string {
  if (code === 'other') return elsewhere
  const [country = code, part] = code.split('-')
  const name = new Intl.DisplayNames(locale === 'qps' ? 'en' : locale, { type: 'region' }).of(country) ?? country
  return part ? `${name} (${part})` : name
}
