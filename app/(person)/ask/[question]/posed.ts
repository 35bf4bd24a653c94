import { getLocale, getTranslations } from 'next-intl/server'
import { viewOwnAddress } from '#lib/identity/view-own-address.ts'
import { relations } from '#lib/requests/intake.ts'
import { type Draft, messageLength, type Question } from '#lib/web/ask-draft.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { countryNames } from '../../../country-names.ts'
import type { Question as Posed } from '../../../question-form.tsx'

/** A question in the reader's language, with the answer given before. */
export async function posed(question: Question, draft: Draft): Promise<Posed> {
  const t = await getTranslations('person.ask')
  const words = { name: question, label: t(`${question}.label`), hint: t(`${question}.hint`), large: true }
  switch (question) {
    case 'address':
      return { ...words, kind: 'address', value: draft.address ?? (await ownAddress()) }
    case 'country': {
      const names = countryNames(await getLocale(), { california: t('country.california'), other: t('country.other') })
      const options = [{ value: '', label: t('country.choose') }, ...names]
      return { ...words, kind: 'list', value: draft.country ?? '', options }
    }
    case 'relation':
      return {
        ...words,
        kind: 'choice',
        value: draft.relation,
        choices: relations.map(value => ({ value, label: t(`relation.${value}`) })),
      }
    case 'message': {
      const shell = await getTranslations('shell.form')
      return { ...words, kind: 'text', value: draft.message, optional: shell('optional'), maxLength: messageLength }
    }
  }
}

/** Who is signed in has proved a mailbox already; it is offered and may be changed. */
async function ownAddress(): Promise<string | undefined> {
  const actor = await askingActor()
  if (actor.kind !== 'person') return undefined
  const own = await viewOwnAddress(actor, undefined)
  return own.ok ? own.value : undefined
}
