import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { StaffShell } from '../../staff/staff-shell.tsx'
import { desk } from './desk.ts'

type Branch = { [key: string]: Branch | string }

/** The few sentences a form must be able to say in the browser, after a refusal; all others come in the HTML. */
const formMessages = (all: Branch): Branch => {
  const pick = (namespace: string, part: string) => ({ [part]: (all[namespace] as Branch)[part]! })
  return {
    errors: all.errors!,
    refusals: all.refusals!,
    shell: pick('shell', 'form'),
    officer: pick('officer', 'forms'),
    candidates: pick('candidates', 'form'),
    others: pick('others', 'form'),
    letters: { ...pick('letters', 'draft'), ...pick('letters', 'list') },
  }
}

/** The desk's frame: where one can go, and as whom one sits here. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { actor } = await desk()
  const t = await getTranslations('officer.navigation')
  const breaches = await getTranslations('breaches')
  const house = await getTranslations('admin')
  const law = await getTranslations('law')
  const notices = await getTranslations('notices.admin')
  const links = [
    { href: '/admin', text: t('work-list') },
    { href: '/admin/breaches', text: breaches('title') },
    { href: '/admin/reports', text: t('reports') },
    { href: '/admin/sources', text: t('sources') },
    { href: '/admin/calendar', text: law('feed.title') },
    ...(actor.kind === 'admin'
      ? [
          { href: '/admin/people', text: house('people.title') },
          { href: '/admin/notices', text: notices('title') },
          { href: '/admin/settings', text: house('settings.title') },
          { href: '/admin/settings/rules', text: law('rules.title') },
          { href: '/admin/settings/days', text: law('calendar.title') },
        ]
      : [{ href: '/admin/settings/portal', text: house('settings.title') }]),
  ]
  return (
    <StaffShell home="/admin" links={links}>
      <NextIntlClientProvider messages={formMessages((await getMessages()) as Branch)}>
        {children}
      </NextIntlClientProvider>
    </StaffShell>
  )
}
