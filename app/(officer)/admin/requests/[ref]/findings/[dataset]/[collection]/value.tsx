import { getTranslations } from 'next-intl/server'
import { Details } from '#components/details.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import { formatNumber } from '#lib/i18n/formats.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { leavesOf } from '#lib/packages/leaf.ts'
import { valueWords } from '#lib/packages/words.ts'
import type { Json } from '#lib/sources/contract.ts'
import { desk } from '../../../../../desk.ts'

/** Longer texts are folded after this many characters, lists after this many entries: the page must stay readable, nothing is lost. */
const shortText = 300
const shortList = 12

/** A value of a source exactly as it is, made safe to look at: own direction, hidden characters visible, long ones folded. */
export const Value = async ({ value }: { value: Json }) => {
  const leaves = [...leavesOf(value, '', [])]
  if (leaves.length === 1 && leaves[0]!.names.length === 0) return <Leaf value={value} />
  const t = await getTranslations('officer.findings')
  const list = (
    <ul>
      {leaves.map(({ pointer, names, value: part }) => (
        <li key={pointer}>
          <code className="text-sm text-ink-soft">
            <Untrusted text={names.join(' › ')} />
          </code>{' '}
          <Leaf value={part as Json} />
        </li>
      ))}
    </ul>
  )
  if (leaves.length <= shortList) return list
  return <Details summary={t('entries', { count: leaves.length })}>{list}</Details>
}

const Leaf = async ({ value }: { value: Json }) => {
  const { locale } = await desk()
  const t = await getTranslations('officer.findings')
  const text = valueWords(value, createTranslator(locale, 'package'))
  if (value === null || value === '' || typeof value === 'object') return <span className="text-ink-soft">{text}</span>
  if (typeof value !== 'string') return text
  if (value.length <= shortText) return <Untrusted text={text} />
  return (
    <Details
      summary={
        <>
          <Untrusted text={beginning(value)} />… {t('characters', { count: formatNumber(locale, value.length) })}
        </>
      }
    >
      <Untrusted text={text} />
    </Details>
  )
}

/** Never half of a character. */
const beginning = (text: string) => Array.from(text.slice(0, 120)).slice(0, 100).join('')
