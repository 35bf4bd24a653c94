'use server'

import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { mayDo } from '#lib/access/authorise.ts'
import { config } from '#lib/config/config.ts'
import { checkWording } from '#lib/letters/check-wording.ts'
import { isLetterName, type LetterName } from '#lib/letters/kinds.ts'
import { type Preview, previewWording } from '#lib/letters/preview-wording.ts'
import { saveWording } from '#lib/letters/save-wording.ts'
import { isWordingLocale, tidyText, type WordingLocale } from '#lib/letters/wording.ts'
import { act, failed } from '#lib/web/act.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../../../../speak.ts'
import type { SpokenState } from '../../../../../../spoken-state.ts'
import { sayProblems } from './say-problems.ts'

export type WordingState = { spoken: SpokenState; problems: string[]; preview: Preview | undefined } | null

/** Shows a text as the person would read it, or saves it; either way a text with something wrong comes back with what it is. */
export async function wordingAction(
  kind: string,
  locale: string,
  _previous: WordingState,
  form: FormData,
): Promise<WordingState> {
  const wording = { subject: tidyText(text(form, 'subject')), body: tidyText(text(form, 'body')) }
  const known = isLetterName(kind) && isWordingLocale(locale) && mayDo(await currentActor(), 'letter:edit')
  const problems = known ? checkWording(kind, locale, wording) : []
  const said = known ? await sayProblems(kind, problems) : []
  if (known && form.get('intent') === 'preview')
    return {
      spoken: { values: failed(form, { ok: false, why: 'invalid' })!.values, errors: {}, problem: undefined },
      problems: said,
      preview: problems.length === 0 ? await preview(kind, locale, wording) : undefined,
    }
  const raw = { kind, locale, basedOn: form.get('basedOn'), ...wording, reason: form.get('reason') }
  const spoken = await speak(
    await act(form, saveWording, raw, ({ version }) =>
      redirect(`/admin/settings/letters/${kind}/${locale}?saved=${version}`),
    ),
  )
  return { spoken, problems: said, preview: undefined }
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').slice(0, 20_000)

async function preview(kind: LetterName, locale: WordingLocale, wording: { subject: string; body: string }) {
  const t = await getTranslations('letters.edit')
  return previewWording(kind, locale, wording, t('words'), new URL(config().origin))
}
