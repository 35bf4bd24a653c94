'use client'

import { Field } from '#components/field.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type VerbAction, VerbForm } from '../verb-form.tsx'

type Props = {
  action: VerbAction
  label: string
  submit: string
  words: {
    date: string
    dateHint: string
    en: string
    de: string
    textHint: string
    changesEn: string
    changesDe: string
    changesHint: string
  }
  /** The texts of the newest version: what a new one begins with. */
  first: { en: string; de: string } | undefined
}

export const NoticeForm = ({ words, first, ...props }: Props) => (
  <VerbForm {...props}>
    {typed => {
      const common = (name: string, start?: string) => ({
        name,
        value: typed.value(name, start),
        error: typed.error(name),
      })
      return (
        <>
          <Field {...common('effectiveOn')} type="date" label={words.date} hint={words.dateHint} />
          <Field {...common('changesEn')} label={words.changesEn} hint={words.changesHint} maxLength={500} />
          <Field {...common('changesDe')} label={words.changesDe} maxLength={500} />
          <TextArea {...common('en', first?.en)} label={words.en} hint={words.textHint} rows={18} maxLength={60000} />
          <TextArea {...common('de', first?.de)} label={words.de} rows={18} maxLength={60000} />
        </>
      )
    }}
  </VerbForm>
)
