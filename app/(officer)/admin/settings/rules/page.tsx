import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { Timeline } from '#components/timeline.tsx'
import { sayCite } from '#lib/deadlines/say-cite.ts'
import { sentenceOf } from '#lib/history/sentence-of.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { type RuleOnDesk, viewRules } from '#lib/law/view-rules.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { here, type SearchParams } from '../../../../staff/here.ts'
import { seen } from '../../../../staff/seen.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('law'))('rules.title'),
})

/** Every rule with its source, its mark, whether it is in use and whether its figure is confirmed; and who changed what. */
export default async function RulesPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, actor, { done }] = [await getTranslations('law.rules'), await currentActor(), await searchParams]
  const { rules, history } = seen(actor, await viewRules(actor, undefined))
  const { locale, formats, time } = await here()
  const tell = createTranslator(locale, 'history')
  return (
    <>
      <h1>{t('title')}</h1>
      {(done === 'confirmed' || done === 'switched') && (
        <Notice tone="success" announce="status" title={t(`done.${done}`)} />
      )}
      <p>{t('lead')}</p>
      <p className="text-sm text-ink-soft">{t('mark-key')}</p>
      <RuleTable rules={rules} mayChange={actor.kind === 'admin'} />
      <Sheet id="history" title={t('history')}>
        {history.length === 0 ? (
          <p>{t('nothing')}</p>
        ) : (
          <Timeline
            label={t('history')}
            entries={history.map(entry => ({
              key: String(entry.version),
              time: (
                <>
                  <time dateTime={entry.at.toString()}>{time(entry.at)}</time> · <bdi>{entry.by}</bdi>
                </>
              ),
              sentence: sentenceOf(entry.event, tell, formats),
            }))}
          />
        )}
      </Sheet>
    </>
  )
}

const RuleTable = async ({ rules, mayChange }: { rules: readonly RuleOnDesk[]; mayChange: boolean }) => {
  const t = await getTranslations('law.rules')
  const { locale, law } = await here()
  const columns = ['rule', 'source', 'mark', 'enabled', 'confirmed', ...(mayChange ? (['do'] as const) : [])] as const
  return (
    <Table
      caption={t('title')}
      captionHidden
      columns={columns.map(key => ({ key, label: t(`columns.${key}`) }))}
      rows={rules.map(one => ({
        key: `${one.rule.id} ${one.version}`,
        cells: [
          <span key="rule" className="grid">
            {law(one.rule.id)}
            <span className="text-sm font-normal wrap-anywhere text-ink-soft">{one.rule.id}</span>
          </span>,
          sayCite(one.rule.cite, locale),
          one.rule.evidence,
          <span key="on" className="grid justify-items-start gap-1">
            <StatusTag tone={one.rule.enabled ? 'success' : 'neutral'}>{t(one.rule.enabled ? 'on' : 'off')}</StatusTag>
            {one.rule.enabled !== one.published.enabled && <span className="text-sm text-ink-soft">{t('here')}</span>}
          </span>,
          <span key="sure" className="grid justify-items-start gap-1">
            <StatusTag tone={one.rule.confirmed ? 'success' : 'warning'}>
              {t(one.rule.confirmed ? 'confirmed' : 'unconfirmed')}
            </StatusTag>
            {one.confirmation && (
              <span className="text-sm text-ink-soft">
                {t('confirmed-here', { by: one.confirmation.by, source: one.confirmation.source })}
              </span>
            )}
          </span>,
          ...(mayChange
            ? [
                <a key="do" href={`/admin/settings/rules/${one.rule.id}`}>
                  {t('change')}
                  <span className="sr-only"> {one.rule.id}</span>
                </a>,
              ]
            : []),
        ],
      }))}
    />
  )
}
