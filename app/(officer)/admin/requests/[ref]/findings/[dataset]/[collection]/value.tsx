import { getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import { Details } from '#components/details.tsx'
import { Untrusted } from '#components/untrusted.tsx'
import type { Part } from '#lib/collection/mark-findings.ts'
import { formatNumber } from '#lib/i18n/formats.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { leavesOf } from '#lib/packages/leaf.ts'
import { textsOf } from '#lib/packages/span.ts'
import { valueWords } from '#lib/packages/words.ts'
import type { Json } from '#lib/sources/contract.ts'
import { desk } from '../../../../../desk.ts'
import { Marked } from '../../../marked.tsx'

/** Longer texts are folded after this many characters, lists after this many entries: the page must stay readable, nothing is lost. */
const shortText = 300
const shortList = 12

/**
 * A value of a source exactly as it is, made safe to look at: own direction, hidden characters visible, long ones folded. Words that name somebody are
 * marked.
 */
export const Value = async ({ value, parts = [] }: { value: Json; parts?: readonly Part[] | undefined }) => {
  const leaves = [...leavesOf(value, '', [])]
  if (leaves.length === 1 && leaves[0]!.names.length === 0) return <Leaf value={value} parts={parts} />
  const firstText = leaves.map((_, index) => textsOf(leaves.slice(0, index).map(leaf => leaf.value as Json)).length)
  const t = await getTranslations('officer.findings')
  const list = (
    <ul>
      {leaves.map(({ pointer, names, value: part }, index) => (
        <li key={pointer}>
          <code className="text-sm text-ink-soft">
            <Untrusted text={names.join(' › ')} />
          </code>{' '}
          <Leaf value={part as Json} parts={parts.filter(({ leaf }) => leaf === firstText[index])} />
        </li>
      ))}
    </ul>
  )
  if (leaves.length <= shortList) return list
  return <Details summary={t('entries', { count: leaves.length })}>{list}</Details>
}

const Leaf = async ({ value, parts }: { value: Json; parts: readonly Part[] }) => {
  const { locale } = await desk()
  const t = await getTranslations('officer.findings')
  const text = valueWords(value, createTranslator(locale, 'package'))
  if (value === null || value === '' || typeof value === 'object') return <span className="text-ink-soft">{text}</span>
  if (typeof value !== 'string') return text
  if (value.length <= shortText) return <Words text={value} parts={parts} />
  return (
    <Details
      summary={
        <>
          <Untrusted text={beginning(value)} />… {t('characters', { count: formatNumber(locale, value.length) })}
        </>
      }
    >
      <Words text={value} parts={parts} />
    </Details>
  )
}

/** A text with the words marked that name somebody. */
const Words = ({ text, parts }: { text: string; parts: readonly Part[] }) => {
  const here = [...parts].sort((a, b) => a.starts - b.starts)
  return (
    <>
      {here.map((part, index) => {
        const before = Math.max(0, ...here.slice(0, index).map(({ ends }) => ends))
        return (
          <Fragment key={part.id}>
            <Untrusted text={text.slice(before, part.starts)} />
            <Marked state={part.state}>
              <Untrusted text={text.slice(Math.max(before, part.starts), part.ends)} />
            </Marked>
          </Fragment>
        )
      })}
      <Untrusted text={text.slice(Math.max(0, ...here.map(({ ends }) => ends)))} />
    </>
  )
}

/** Never half of a character. */
const beginning = (text: string) => Array.from(text.slice(0, 120)).slice(0, 100).join('')
