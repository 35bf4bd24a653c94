import { getTranslations } from 'next-intl/server'
import { Untrusted } from '#components/untrusted.tsx'
import type { MentionSeen } from '#lib/others/view-mentions.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { personLetter } from '#lib/packages/span.ts'
import { desk } from '../../../desk.ts'
import { Marked } from '../marked.tsx'

/** One place: who it is about, and the text around it with the words marked. */
export const Place = async ({ seen }: { seen: MentionSeen }) => {
  const t = await getTranslations('others')
  const { kind, person, state, before, words, after, cut } = seen
  return (
    <span className="block font-normal">
      <span className="block text-sm">
        <strong className="me-2">{t('person', { letter: personLetter(person) })}</strong>
        <span className="text-ink-soft">{t(`kind.${kind}`)}</span>
      </span>
      <span dir="auto" className="block">
        {cut.before && '… '}
        <Untrusted text={before} />
        <Marked state={state}>
          <Untrusted text={words} />
        </Marked>
        <Untrusted text={after} />
        {cut.after && ' …'}
      </span>
    </span>
  )
}

/** Where it stands, with the way to the whole record. */
export const Where = async ({ seen, reference }: { seen: MentionSeen; reference: string }) => {
  const { locale } = await desk()
  const t = await getTranslations('others')
  const { dataset, collection, position, label, fieldLabel } = seen
  const from = position - (position % 10)
  const here = `/admin/requests/${reference}/findings/${encodeURIComponent(dataset)}/${encodeURIComponent(collection)}`
  return (
    <span className="block text-sm text-ink-soft">
      {inLanguage(label, locale)} › {inLanguage(fieldLabel, locale)} ·{' '}
      <a href={`${here}${from > 0 ? `?from=${from}` : ''}#record-${position}`}>
        {t('record', { number: position + 1 })}
      </a>
    </span>
  )
}
