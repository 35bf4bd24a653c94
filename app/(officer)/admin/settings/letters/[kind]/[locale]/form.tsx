'use client'

import { useActionState } from 'react'
import { Actions } from '#components/actions.tsx'
import { Button } from '#components/button.tsx'
import { ErrorSummary } from '#components/error-summary.tsx'
import { Field } from '#components/field.tsx'
import { Form } from '#components/form.tsx'
import { Notice } from '#components/notice.tsx'
import { TextArea } from '#components/text-area.tsx'
import { LetterText } from '../../../../../../letter-text.tsx'
import type { WordingState } from './action.ts'

type Labelled = { label: string; hint: string }

export type WordingWords = {
  subject: Labelled
  body: Labelled
  reason: Labelled
  save: string
  preview: string
  problem: string
  problems: string
  previewTitle: string
  previewLead: string
  mailTitle: string
}

type Props = {
  action: (previous: WordingState, form: FormData) => Promise<WordingState>
  now: { subject: string; body: string }
  basedOn: number
  lang: string
  words: WordingWords
}

/** The text of one letter: shown before it is saved, and kept as typed when something is wrong with it. */
export const WordingForm = ({ action, now, basedOn, lang, words }: Props) => {
  const [state, send] = useActionState(action, null)
  const { errors = {}, values = {}, problem } = state?.spoken ?? {}
  const typed = (name: 'subject' | 'body' | 'reason', first = '') => values[name]?.[0] ?? first
  const all = [
    ...(state?.problems ?? []).map(message => ({ field: 'body', message })),
    ...(problem && (state?.problems ?? []).length === 0 ? [{ message: problem }] : []),
    ...Object.entries(errors).map(([field, message]) => ({ field, message })),
  ]
  return (
    <>
      <ErrorSummary title={(state?.problems ?? []).length > 0 ? words.problems : words.problem} errors={all} />
      {state?.preview && (
        <section className="grid gap-4 lg:grid-cols-2" lang={lang}>
          <div className="sheet flow p-5">
            <Notice tone="neutral" announce="status" title={words.previewTitle}>
              <p>{words.previewLead}</p>
            </Notice>
            <h2>{state.preview.page.subject}</h2>
            <LetterText paragraphs={state.preview.page.paragraphs} />
          </div>
          <div className="sheet flow p-5">
            <Notice tone="neutral" title={words.mailTitle} />
            <h2>{state.preview.mail.subject}</h2>
            <p className="whitespace-pre-line wrap-anywhere">{state.preview.mail.text}</p>
          </div>
        </section>
      )}
      <Form action={send}>
        <input type="hidden" name="basedOn" value={basedOn} readOnly />
        <Field name="subject" {...words.subject} value={typed('subject', now.subject)} error={errors.subject} />
        <TextArea
          name="body"
          {...words.body}
          value={typed('body', now.body)}
          error={errors.body ?? state?.problems[0]}
          rows={18}
        />
        <Field name="reason" {...words.reason} value={typed('reason')} error={errors.reason} />
        <Actions>
          <Button type="submit" name="intent" value="save">
            {words.save}
          </Button>
          <Button type="submit" tone="secondary" name="intent" value="preview">
            {words.preview}
          </Button>
        </Actions>
      </Form>
    </>
  )
}
