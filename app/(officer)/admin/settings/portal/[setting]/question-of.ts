import 'server-only'
import { getTranslations } from 'next-intl/server'
import { type SettingKey, settings } from '#lib/organisation/settings.ts'
import type { Question } from '../../../../../staff/staff-form.tsx'
import { desk } from '../../../desk.ts'
import { settingWords } from '../words.ts'

/** What the form of one setting asks. */
export async function questionOf(key: SettingKey, value: unknown): Promise<Question> {
  const { locale } = await desk()
  const t = await getTranslations('settings')
  const say = await settingWords(locale)
  const kind = settings[key]
  const asked = { name: 'value', label: t('new-value') }
  if (kind.kind === 'number')
    return {
      ...asked,
      kind: 'text',
      width: 'short',
      hint: t('bounds', { least: kind.least, most: kind.most }),
      value: String(value),
    }
  return {
    ...asked,
    kind: 'one-of',
    choices: ['true', 'false'].map(choice => ({ value: choice, label: say(key, choice) })),
    value: String(value),
  }
}
