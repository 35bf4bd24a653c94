import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Button } from '#components/button.tsx'

/** The work list as a form: what is ticked goes on to a page that asks once more. Changes nothing, so it is a plain GET. */
export const BulkForm = async ({ mayClose, children }: { mayClose: boolean; children: ReactNode }) => {
  const t = await getTranslations('bulk')
  return (
    <form action="/admin/bulk" method="get" aria-label={t('label')} className="grid gap-4">
      {children}
      <div data-print="no" className="flex flex-wrap items-center gap-3">
        <span className="text-ink-soft">{t('with-ticked')}</span>
        <Button tone="secondary" name="do" value="assign">
          {t('assign.open')}
        </Button>
        {mayClose && (
          <Button tone="secondary" name="do" value="close">
            {t('close.open')}
          </Button>
        )}
      </div>
    </form>
  )
}
