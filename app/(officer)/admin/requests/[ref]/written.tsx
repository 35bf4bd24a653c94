import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { Sheet } from '#components/sheet.tsx'
import type { Correspondence } from '#lib/requests/view-correspondence.ts'
import { LetterText } from '../../../../letter-text.tsx'
import { desk } from '../../desk.ts'

/** Every letter to the person, in the very words they read. */
export const Written = async ({ letters, locale }: { letters: Correspondence['letters']; locale: string }) => {
  const { time } = await desk()
  const t = await getTranslations('letters.written')
  return (
    <Sheet id="letters" title={t('title')}>
      <p>{letters.length === 0 ? t('none') : t('lead')}</p>
      {letters.map(({ id, writtenAt, page }) => (
        <Details key={id} summary={`${time(writtenAt)} · ${page.subject}`}>
          <div lang={locale} className="flow">
            <LetterText paragraphs={page.paragraphs} />
          </div>
        </Details>
      ))}
    </Sheet>
  )
}
