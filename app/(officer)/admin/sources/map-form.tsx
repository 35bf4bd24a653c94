'use client'

import { useActionState } from 'react'
import { Actions } from '#components/actions.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { ErrorSummary } from '#components/error-summary.tsx'
import { Field } from '#components/field.tsx'
import { FileField } from '#components/file-field.tsx'
import { Form } from '#components/form.tsx'
import { Notice } from '#components/notice.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { TextArea } from '#components/text-area.tsx'
import type { MapState } from './map-action.ts'

type Words = { [name in 'title' | 'problem' | 'save' | 'sending' | 'cancel' | 'problemsText']: string } & {
  [field in 'key' | 'variable' | 'file']: { label: string; hint: string }
} & { text: string }

type Props = {
  action: (previous: MapState, form: FormData) => Promise<MapState>
  words: Words
  /** The source that is changed; without it one is connected. */
  first?: { key: string; connectionVariable: string; map: string } | undefined
}

/** A data map to be chosen as a file or changed as a text; what is wrong with it is said line by line above the text it counts in. */
export const MapForm = ({ action, words, first }: Props) => {
  const [state, send] = useActionState(action, null)
  const errors = Object.entries(state?.spoken?.errors ?? {})
    .filter(([field]) => field !== 'map' || state?.problems.length === 0)
    .map(([field, message]) => ({ field, message }))
  const said = state?.spoken?.problem ? [{ message: state.spoken.problem }, ...errors] : errors
  const typed = (name: string, start?: string) => state?.spoken?.values[name]?.[0] ?? start
  const error = (name: string) => state?.spoken?.errors[name]
  return (
    <>
      <ErrorSummary title={words.problem} errors={said} />
      {state && state.problems.length > 0 && (
        <Notice tone="danger" announce="alert" title={state.title}>
          <p>{words.problemsText}</p>
          <ol>
            {state.problems.map(problem => (
              <li key={problem}>{problem}</li>
            ))}
          </ol>
        </Notice>
      )}
      <Form action={send} label={words.title}>
        {first ? (
          <input type="hidden" name="key" value={first.key} readOnly />
        ) : (
          <Field name="key" {...words.key} width="half" value={typed('key')} error={error('key')} />
        )}
        <Field
          name="connectionVariable"
          {...words.variable}
          width="half"
          spellCheck={false}
          value={typed('connectionVariable', first?.connectionVariable)}
          error={error('connectionVariable')}
        />
        <FileField name="file" {...words.file} accept=".yml,.yaml,text/yaml" />
        <div className="font-mono text-sm">
          <TextArea name="map" label={words.text} rows={24} value={state?.text ?? first?.map} />
        </div>
        <Actions>
          <SubmitButton sending={words.sending}>{words.save}</SubmitButton>
          <ButtonLink href={first ? `/admin/sources/${first.key}` : '/admin/sources'} tone="quiet">
            {words.cancel}
          </ButtonLink>
        </Actions>
      </Form>
    </>
  )
}
