import 'server-only'
import { getTranslations } from 'next-intl/server'
import { type StaffRole, staffRoles } from '#lib/access/actor.ts'
import type { Question } from '../../../staff/staff-form.tsx'

/** Which role, each with what it may do. */
export async function roleQuestion(value?: StaffRole): Promise<Question> {
  const t = await getTranslations('admin')
  const choices = staffRoles.map(role => ({
    value: role,
    label: t(`roles.${role}.name`),
    hint: t(`roles.${role}.may`),
  }))
  return { kind: 'one-of', name: 'role', label: t('invite.role'), choices, ...(value && { value }) }
}
