import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { StaffShell } from '../../staff/staff-shell.tsx'

/** The auditor's room: five ways to read, and nothing to press that changes anything. */
export default async function AuditLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('auditor.navigation')
  const breaches = await getTranslations('breaches')
  const links = [
    { href: '/audit', text: t('requests') },
    { href: '/audit/integrity', text: t('integrity') },
    { href: '/audit/looks', text: t('looks') },
    { href: '/audit/breaches', text: breaches('title') },
  ]
  return (
    <StaffShell home="/audit" links={links}>
      {children}
    </StaffShell>
  )
}
