import { getTranslations } from 'next-intl/server'
import type { Temporal } from 'temporal-polyfill'
import { createTranslator } from '#lib/i18n/translator.ts'
import { desk } from '../../desk.ts'

type Effect =
  | 'none'
  | 'forbidden'
  | 'starts_clock'
  | 'suspends'
  | 'policy'
  | 'starts'
  | 'reflection'
  | 'runs-on'
  | 'no-fee'

/** What a question does to the clock of each law that applies, before anybody asks it. */
export const ClockEffects = async ({
  dueOn,
  effects,
}: {
  dueOn: Temporal.PlainDate
  effects: readonly { rule: string; effect: Effect }[]
}) => {
  const { date, locale } = await desk()
  const t = await getTranslations('clock')
  const law = createTranslator(locale, 'history')
  return (
    <>
      <p>{t('due-now', { date: date(dueOn, 'long') })}</p>
      <ul>
        {effects.map(({ rule, effect }) => (
          <li key={rule}>
            <strong>{law(`rules.${rule.replaceAll('.', '_')}`)}</strong>:{' '}
            {t(`effects.${effect.replaceAll('_', '-') as 'none'}`)}
          </li>
        ))}
      </ul>
    </>
  )
}
