'use client'

import { useActionState } from 'react'
import { Form } from '#components/form.tsx'
import { Notice } from '#components/notice.tsx'
import { SubmitButton } from '#components/submit-button.tsx'

/** The address, right after it was made; nothing before and never again. */
export type FeedState = { address: string } | null

type Props = {
  action: (previous: FeedState, form: FormData) => Promise<FeedState>
  words: { submit: string; sending: string; made: string; text: string; address: string }
}

/** The button that makes a subscription and shows its address once. Works without JavaScript. */
export const FeedForm = ({ action, words }: Props) => {
  const [state, send] = useActionState(action, null)
  return (
    <>
      {state && (
        <Notice tone="success" announce="status" title={words.made}>
          <p>{words.text}</p>
          <p>
            <span className="sr-only">{words.address}: </span>
            <code className="wrap-anywhere" dir="ltr">
              {state.address}
            </code>
          </p>
        </Notice>
      )}
      <Form action={send} label={words.submit}>
        <div>
          <SubmitButton sending={words.sending}>{words.submit}</SubmitButton>
        </div>
      </Form>
    </>
  )
}
