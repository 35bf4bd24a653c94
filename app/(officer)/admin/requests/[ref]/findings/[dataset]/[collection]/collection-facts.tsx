import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { periodWords } from '#lib/packages/words.ts'
import type { CollectionFacts as Facts } from '#lib/sources/contract.ts'
import { desk } from '../../../../../desk.ts'

/** What the person will be told beside these records (Art. 15(1) GDPR). */
export const CollectionFacts = async ({ facts }: { facts: Facts }) => {
  const { locale } = await desk()
  const t = await getTranslations('officer.findings.facts')
  const words = createTranslator(locale, 'package')
  const { purpose, legalBasis, source, recipients, retention } = facts
  return (
    <Details summary={t('title')}>
      <KeyValue
        facts={[
          { key: 'purpose', label: t('purpose'), value: inLanguage(purpose, locale) },
          { key: 'basis', label: t('basis'), value: inLanguage(legalBasis, locale) },
          { key: 'source', label: t('source'), value: inLanguage(source, locale) },
          { key: 'recipients', label: t('recipients'), value: recipients.join(', ') || t('nobody') },
          {
            key: 'retention',
            label: t('retention'),
            value: retention
              ? t('kept', { period: periodWords(retention.period, words), anchor: retention.anchor })
              : t('not-said'),
          },
        ]}
      />
    </Details>
  )
}
