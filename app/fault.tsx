'use client'

import { useTranslations } from 'next-intl'
import { Actions } from '#components/actions.tsx'
import { Button } from '#components/button.tsx'
import { ButtonLink } from '#components/button-link.tsx'

type Props = { error: unknown; retry: () => void }

const codeOf = (error: unknown) => {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  return typeof digest === 'string' ? digest : undefined
}

/**
 * What a person sees when we failed: what is safe, how to go on, and a code that leads us to the log line. Each room's `error.tsx` exports it
 * (`export { Fault as default } from '../fault.tsx'`) to keep its header.
 */
export const Fault = ({ error, retry }: Props) => {
  const t = useTranslations('errors.fault')
  const code = codeOf(error)
  return (
    <div className="flow" role="alert">
      <h1>{t('title')}</h1>
      <p>{t('kept')}</p>
      {code && <p>{t('code', { code })}</p>}
      <Actions>
        <Button type="button" onClick={() => retry()}>
          {t('again')}
        </Button>
        <ButtonLink href="/" tone="secondary">
          {t('home')}
        </ButtonLink>
      </Actions>
    </div>
  )
}
