'use client'

import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { useEffect, useState } from 'react'
import { Button } from '#components/button.tsx'
import { ErrorSummary } from '#components/error-summary.tsx'
import type { PasskeyWords } from './passkey-words.ts'

/** What an action said: where to go on, what the passkey is asked, or one sentence. */
export type Said<T> = { ok: true; value: T } | { ok: false; sentence: string }

type Common = { answer: (answer: unknown) => Promise<Said<string>>; words: PasskeyWords }
type Props = Common &
  (
    | { kind: 'sign-in'; ask: () => Promise<Said<PublicKeyCredentialRequestOptionsJSON>> }
    | { kind: 'join'; ask: () => Promise<Said<PublicKeyCredentialCreationOptionsJSON>> }
  )

const nameOf = (fault: unknown) => (fault instanceof Error ? fault.name : '')

const askKey = async (props: Props): Promise<Said<string>> => {
  if (props.kind === 'join') {
    const asked = await props.ask()
    return asked.ok ? props.answer(await startRegistration({ optionsJSON: asked.value })) : asked
  }
  const asked = await props.ask()
  return asked.ok ? props.answer(await startAuthentication({ optionsJSON: asked.value })) : asked
}

/** One button that has the browser ask for a passkey. Only scripts can do that, so without them it is not there. */
export const PasskeyButton = (props: Props) => {
  const { words } = props
  const [state, setState] = useState<'no-script' | 'still' | 'busy' | { problem: string }>('no-script')
  useEffect(() => setState(browserSupportsWebAuthn() ? 'still' : { problem: words.unsupported }), [words])

  const fail = (problem: string) => setState({ problem })
  const explain = (fault: unknown) => {
    if (nameOf(fault) === 'InvalidStateError') return words.known
    return ['NotAllowedError', 'AbortError'].includes(nameOf(fault)) ? words.cancelled : words.lost
  }
  const go = async () => {
    setState('busy')
    try {
      const answered = await askKey(props)
      if (!answered.ok) return fail(answered.sentence)
      window.location.assign(answered.value)
    } catch (fault) {
      fail(explain(fault))
    }
  }
  if (state === 'no-script') return null
  return (
    <div className="flow">
      {typeof state === 'object' && <ErrorSummary title={words.problem} errors={[{ message: state.problem }]} />}
      <Button type="button" onClick={() => state !== 'busy' && void go()} aria-disabled={state === 'busy' || undefined}>
        <span aria-live="polite">{state === 'busy' ? words.waiting : words.button}</span>
      </Button>
    </div>
  )
}
