import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { Sheet } from '#components/sheet.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import type { Finding } from '#lib/collection/view-findings.ts'
import { fieldOrder, inLanguage } from '#lib/packages/leaf.ts'
import type { CollectionFacts } from '#lib/sources/contract.ts'
import { desk } from '../../../../../desk.ts'
import { HeldBack } from './held-back.tsx'
import { Parts } from './parts.tsx'
import { Path } from './path.tsx'
import { Value } from './value.tsx'

type Props = {
  finding: Finding
  facts: CollectionFacts | null
  here: string
  back: string
  reference: string
  /** Whether withholding is possible now. */
  may: boolean
}

/** One record: every value under the name people know it by, what is held back, and why the portal has it. */
export const RecordSheet = async ({ finding, facts, here, back, reference, may }: Props) => {
  const t = await getTranslations('officer.findings')
  const { record, position, held, fields, stops } = finding
  const names = facts ? fieldOrder(facts, record) : Object.keys(record.values)
  const isBlank = (name: string) => !fields.has(name) && (record.values[name] === null || record.values[name] === '')
  const blank = names.filter(isBlank)
  return (
    <Sheet
      id={`record-${position}`}
      title={
        <>
          {t('record', { number: position + 1 })}{' '}
          <span className="font-sans text-sm font-normal text-ink-soft">
            {t('key')} <Untrusted text={record.key.join(' · ')} />
          </span>
        </>
      }
      aside={
        may && !held ? (
          <a href={`${here}/withhold?record=${position}`}>
            {t('withhold-record')}
            <span className="sr-only"> {position + 1}</span>
          </a>
        ) : undefined
      }
    >
      {record.thirdParty !== 'no' && (
        <p>
          <StatusTag tone="warning">{t(`third-party.${record.thirdParty}`)}</StatusTag>
        </p>
      )}
      {held && <HeldBack held={held} what="record" here={back} reference={reference} may={may} />}
      <dl className="border-t border-line">
        {names
          .filter(name => !isBlank(name))
          .map(name => (
            <Row
              key={name}
              name={name}
              {...{ finding, facts, here, back, reference, may: may && !held }}
              held={fields.get(name)}
            />
          ))}
      </dl>
      {blank.length > 0 && (
        <p className="max-w-none! text-sm text-ink-soft">
          {t('blank', { count: blank.length })} <code className="wrap-anywhere">{blank.join(', ')}</code>
        </p>
      )}
      <Details summary={t('why')}>
        <Path stops={stops} />
      </Details>
    </Sheet>
  )
}

const Row = async ({
  name,
  finding,
  facts,
  here,
  back,
  reference,
  may,
  held,
}: Props & { name: string; held: ReturnType<Finding['fields']['get']> }) => {
  const { locale } = await desk()
  const t = await getTranslations('officer.findings')
  const field = facts?.fields.find(one => one.name === name)
  return (
    <div className="grid gap-x-6 gap-y-1 border-b border-line py-1.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,4fr)_auto]">
      <dt className="min-w-0">
        <span className="font-medium">{field ? inLanguage(field.label, locale) : name}</span>
        <code className="ms-2 text-sm wrap-anywhere text-ink-soft">{name}</code>
        {!field && <span className="block text-sm text-warning">{t('not-in-map')}</span>}
        {field && field.thirdParty !== 'never' && (
          <span className="block text-sm text-warning">{t('may-be-others')}</span>
        )}
      </dt>
      <dd className="min-w-0">
        <div className={held ? 'line-through decoration-danger' : ''}>
          <Value value={finding.record.values[name] ?? null} parts={finding.parts.get(name)} />
        </div>
        {held ? (
          <HeldBack held={held} what="field" here={back} reference={reference} may={may} />
        ) : (
          <Parts parts={finding.parts.get(name) ?? []} here={back} reference={reference} may={may} />
        )}
      </dd>
      {may && !held && (
        <dd data-print="no">
          <a href={`${here}/withhold?record=${finding.position}&field=${encodeURIComponent(name)}`} className="text-sm">
            {t('withhold-value')}
            <span className="sr-only"> {field ? inLanguage(field.label, locale) : name}</span>
          </a>
        </dd>
      )}
    </div>
  )
}
