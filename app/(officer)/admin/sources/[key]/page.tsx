import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Breadcrumbs } from '#components/breadcrumbs.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { Details } from '#components/details.tsx'
import { KeyValue } from '#components/key-value.tsx'
import { Sheet } from '#components/sheet.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { viewSource } from '#lib/sources/view-sources.ts'
import { desk } from '../../desk.ts'
import { Alarms } from '../alarms.tsx'
import { Covered } from '../covered.tsx'
import { Runs } from '../runs.tsx'
import { StateTag } from '../state-tag.tsx'
import { Test } from './test.tsx'

type Props = PageProps<'/admin/sources/[key]'>

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({ title: (await params).key })

/** One source: what it is, what of it is mapped, what needs a look, whether it can be reached, how its last searches went. */
export default async function SourcePage({ params }: Props) {
  const { key } = await params
  const { actor, locale, time } = await desk()
  const t = await getTranslations('health')
  const owners = await getTranslations('owners.manual')
  const shell = await getTranslations('shell')
  const found = await viewSource(actor, key)
  if (!found.ok) notFound()
  const source = found.value
  const kind = createTranslator(locale, 'history')(`kind.${source.kind}`)
  const compared = [
    { key: 'covered', label: t('facts.covered'), value: <Covered source={source} /> },
    ...(source.check ? [{ key: 'checked', label: t('facts.checked'), value: time(source.check.at) }] : []),
  ]
  return (
    <>
      <Breadcrumbs label={shell('trail')} trail={[{ text: t('title'), href: '/admin/sources' }, { text: key }]} />
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <h1>{inLanguage(source.label, locale)}</h1>
        <StateTag source={source} />
        {mayDo(actor, 'source:set') && (
          <ButtonLink href={`/admin/sources/${key}/${source.manual ? 'owner' : 'map'}`} tone="secondary">
            {source.manual ? owners('title', { source: key }) : t('map.link')}
          </ButtonLink>
        )}
      </div>
      <Alarms source={source} />
      <Sheet>
        <KeyValue
          facts={[
            { key: 'kind', label: t('facts.kind'), value: kind },
            { key: 'added', label: t('facts.added'), value: time(source.addedAt) },
            {
              key: 'collections',
              label: t('facts.collections'),
              value: t('facts.mapped', { count: source.collections.length }),
            },
            ...(source.manual ? [] : compared),
          ]}
        />
        <Details summary={t('facts.collections')}>
          <ul>
            {source.collections.map(({ dataset, collection, label }) => (
              <li key={`${dataset}.${collection}`}>
                {inLanguage(label, locale)} <code className="text-ink-soft">{`${dataset}.${collection}`}</code>
              </li>
            ))}
          </ul>
        </Details>
      </Sheet>
      {!source.manual && <Test source={source} />}
      <Sheet>
        <Runs runs={source.runs} />
      </Sheet>
    </>
  )
}
