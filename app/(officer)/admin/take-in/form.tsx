'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/field.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { type Option, Select } from '#components/select.tsx'
import { TextArea } from '#components/text-area.tsx'
import { channels } from '#lib/requests/status.ts'
import { type Typed, type VerbAction, VerbForm } from '../verb-form.tsx'

type Props = { action: VerbAction; label: string; submit: string; cancel: string; countries: readonly Option[] }

/** Everything that is asked of an officer who takes a request in, in the order a call goes. */
export const TakeInForm = ({ countries, ...props }: Props) => (
  <VerbForm {...props}>
    {typed => (
      <>
        <Came typed={typed} />
        <Who typed={typed} countries={countries} />
        <Proof typed={typed} />
      </>
    )}
  </VerbForm>
)

/** A choice among radio buttons whose words lie side by side in the messages; a hint where there is one. */
const Choice = ({ typed, name, values }: { typed: Typed; name: string; values: readonly string[] }) => {
  const t = useTranslations('officer.forms.intake')
  return (
    <RadioGroup
      name={name}
      label={t(`${name}.label`)}
      value={typed.value(name)}
      error={typed.error(name)}
      choices={values.map(value => ({
        value,
        label: t(`${name}.${value}`),
        ...(t.has(`${name}.${value}-hint`) && { hint: t(`${name}.${value}-hint`) }),
      }))}
    />
  )
}

const Came = ({ typed }: { typed: Typed }) => {
  const t = useTranslations('officer.forms.intake')
  return (
    <>
      <RadioGroup
        name="channel"
        label={t('channel')}
        value={typed.value('channel')}
        error={typed.error('channel')}
        choices={channels.flatMap(value => (value === 'portal' ? [] : [{ value, label: t(`channels.${value}`) }]))}
      />
      <Field
        name="receivedOn"
        type="date"
        label={t('received.label')}
        hint={t('received.hint')}
        value={typed.value('receivedOn')}
        error={typed.error('receivedOn')}
      />
      <TextArea
        name="message"
        label={t('message.label')}
        hint={t('message.hint')}
        value={typed.value('message')}
        error={typed.error('message')}
        rows={8}
        maxLength={20_000}
      />
    </>
  )
}

const Who = ({ typed, countries }: { typed: Typed; countries: readonly Option[] }) => {
  const t = useTranslations('officer.forms.intake')
  const relations = ['customer', 'prospect', 'visitor', 'applicant', 'other']
  return (
    <>
      <Field
        name="address"
        type="email"
        label={t('address.label')}
        hint={t('address.hint')}
        value={typed.value('address')}
        error={typed.error('address')}
        spellCheck={false}
        maxLength={300}
      />
      <Select
        name="country"
        label={t('country.label')}
        hint={t('country.hint')}
        value={typed.value('country', '')}
        error={typed.error('country')}
        options={[{ value: '', label: t('country.choose') }, ...countries]}
      />
      <RadioGroup
        name="relation"
        label={t('relation')}
        value={typed.value('relation')}
        error={typed.error('relation')}
        choices={relations.map(value => ({ value, label: t(`relations.${value}`) }))}
      />
      <Choice typed={typed} name="locale" values={['en', 'de']} />
      <Choice typed={typed} name="behalf" values={['self', 'agent', 'guardian']} />
      <Field
        name="agent"
        label={t('agent.label')}
        hint={t('agent.hint')}
        value={typed.value('agent')}
        error={typed.error('agent')}
        maxLength={400}
      />
      <TextArea
        name="authority"
        label={t('authority.label')}
        hint={t('authority.hint')}
        value={typed.value('authority')}
        error={typed.error('authority')}
        rows={3}
        maxLength={4000}
      />
    </>
  )
}

const Proof = ({ typed }: { typed: Typed }) => {
  const t = useTranslations('officer.forms.intake')
  return (
    <>
      <Choice typed={typed} name="proof" values={['link', 'post']} />
      <TextArea
        name="postal"
        label={t('postal.label')}
        hint={t('postal.hint')}
        value={typed.value('postal')}
        error={typed.error('postal')}
        rows={4}
        maxLength={1000}
      />
    </>
  )
}
