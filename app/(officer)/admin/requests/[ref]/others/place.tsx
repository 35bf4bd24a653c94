import { getTranslations } from 'next-intl/server'
import { Untrusted } from '#components/untrusted.tsx'
import type { MentionSeen } from '#lib/others/view-mentions.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { personLetter } from '#lib/packages/span.ts'
import { desk } from '../../../desk.ts'
import { Marked } from '../marked.tsx'

/** One place: who it is about, the text around it with the words marked, and where it stands. */
export const Place = async ({ seen, reference }: { seen: MentionSeen; reference: string }) => {
  const { locale } = await desk()
  const t = await getTranslations('others')
  const { kind, person, state, before, words, after, cut, dataset, collection, position } = seen
  const page = position - (position % 10)
  const record = `/admin/requests/${reference}/findings/${encodeURIComponent(dataset)}/${encodeURIComponent(collection)}${page > 0 ? `?from=${page}` : ''}#record-${position}`
  return (
    <span className="block pb-2 font-normal">
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
      <span className="block text-sm text-ink-soft">
        {inLanguage(seen.label, locale)} › {inLanguage(seen.fieldLabel, locale)} ·{' '}
        <a href={record}>{t('record', { number: position + 1 })}</a>
      </span>
    </span>
  )
}
