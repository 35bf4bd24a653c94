import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { describeReason } from '#lib/sources/describe.ts'
import type { SourceHealth } from '#lib/sources/view-sources.ts'
import { desk } from '../../desk.ts'
import { test } from './action.ts'
import { TestForm } from './test-form.tsx'

/** Whether the source can be reached: asked of the worker, and what it said. */
export const Test = async ({ source: { key, check, checking } }: { source: SourceHealth }) => {
  const { time, locale } = await desk()
  const t = await getTranslations('health.check')
  return (
    <Sheet id="test" title={t('title')}>
      {checking ? (
        <Notice tone="info" announce="status">
          <p>
            {t('running')} <a href={`/admin/sources/${key}#test`}>{t('reload')}</a>
          </p>
          <AutoRefresh seconds={2} />
        </Notice>
      ) : check?.reason ? (
        <Notice tone="danger">
          <p>{t('failed', { reason: describeReason(createTranslator(locale, 'sources'), check.reason) })}</p>
        </Notice>
      ) : (
        check && <p>{t('passed', { at: time(check.at) })}</p>
      )}
      <p className="text-ink-soft">{t('text')}</p>
      <TestForm action={test.bind(null, key)} label={t('title')} submit={t('submit')} />
    </Sheet>
  )
}
