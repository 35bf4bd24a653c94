import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Sheet } from '#components/sheet.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import { viewFindings } from '#lib/collection/view-findings.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { textsOf } from '#lib/packages/span.ts'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { desk } from '../../../../../../desk.ts'
import { readNumber } from '../../../../../../read-number.ts'
import { Decision, Head } from '../../../../head.tsx'
import { Shut } from '../../../../shut.tsx'
import { Value } from '../value.tsx'
import { withholdAction } from './action.ts'
import { WithholdForm } from './form.tsx'

/**
 * Withholding one value, one record or one collection. The address names the place of the record, never its key: a key may be
 * an address. What stands there is shown again, because a newer search may have put another record in that place.
 */
export default async function WithholdPage({
  params,
  searchParams,
}: PageProps<'/admin/requests/[ref]/findings/[dataset]/[collection]/withhold'>) {
  const { ref, ...place } = await params
  const { record: asked, field: named } = await searchParams
  const [dataset, collection] = [decodeURIComponent(place.dataset), decodeURIComponent(place.collection)]
  const position = readNumber(asked)
  const { actor, locale } = await desk()
  const t = await getTranslations('officer.withhold')
  const shell = await getTranslations('shell.form')
  const limit = position === null ? 0 : 1
  const found = await viewFindings(actor, { ref, dataset, collection, from: position ?? 0, limit })
  if (!found.ok || found.value.result !== 'found') notFound()
  const { facts, records, count, status } = found.value
  const record = position === null ? undefined : records[0]?.record
  const field = record && typeof named === 'string' && Object.hasOwn(record.values, named) ? named : ''
  if ((asked !== undefined && !record) || (named !== undefined && !field)) notFound()
  const scope = record ? (field ? 'field' : 'record') : 'collection'
  const here = `/admin/requests/${ref}/findings/${place.dataset}/${place.collection}`
  const page = position === null ? 0 : position - (position % 10)
  const back = `${here}?${page > 0 ? `from=${page}&` : ''}done=withheld`
  const label = facts ? inLanguage(facts.label, locale) : `${dataset}.${collection}`
  const fieldLabel = facts?.fields.find(({ name }) => name === field)?.label
  const hasText = record !== undefined && textsOf(record.values[field]).length > 0
  const shut = whyShut('withhold', status)
  return (
    <Decision>
      <Head reference={ref} page={t(`title.${scope}`)} trail={[{ text: label, href: here }]}>
        <h1>{t(`title.${scope}`)}</h1>
      </Head>
      {shut ? (
        <Shut reference={ref} why={shut} />
      ) : (
        <>
          <p>{t(`law`)}</p>
          <Sheet id="what" title={label}>
            {scope === 'collection' && <p>{t('all', { count })}</p>}
            {record && (
              <p>
                {t('record', { number: (position ?? 0) + 1 })} <Untrusted text={record.key.join(' · ')} />
              </p>
            )}
            {record && field && (
              <div>
                <strong className="block">{fieldLabel ? inLanguage(fieldLabel, locale) : field}</strong>
                <Value value={record.values[field] ?? null} />
              </div>
            )}
          </Sheet>
          <WithholdForm
            action={withholdAction.bind(null, ref, position === null ? back : `${back}#record-${position}`)}
            label={t(`title.${scope}`)}
            submit={t('submit')}
            cancel={here}
            what={{
              ...{ dataset, collection, key: record ? JSON.stringify(record.key) : '', field },
              position: String(position ?? 0),
            }}
            words={hasText ? { label: t('words'), hint: t('words-hint'), optional: shell('optional') } : null}
          />
        </>
      )}
    </Decision>
  )
}
