import { NextIntlClientProvider } from 'next-intl'
import { getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { viewSelf } from '#lib/identity/view-self.ts'
import { Shell } from '../../shell.tsx'
import { SignOut } from '../../sign-out.tsx'
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
  }
}

/** The desk's frame: where one can go, and as whom one sits here. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { actor, organisation } = await desk()
  const t = await getTranslations('officer')
  const house = await getTranslations('admin')
  const self = await viewSelf(actor, undefined)
  return (
    <Shell
      room="staff"
      organisation={organisation}
      home="/admin"
      links={[
        { href: '/admin', text: t('navigation.work-list') },
        { href: '/admin/sources', text: t('navigation.sources') },
        ...(actor.kind === 'admin'
          ? [
              { href: '/admin/people', text: house('people.title') },
              { href: '/admin/settings', text: house('settings.title') },
            ]
          : []),
      ]}
      account={{
        who: (
          <>
            <bdi>{self.ok ? self.value.name : t('nobody')}</bdi> ({t(`roles.${actor.kind}`)})
          </>
        ),
        signOut: <SignOut />,
      }}
    >
      <NextIntlClientProvider messages={formMessages((await getMessages()) as Branch)}>
        {children}
      </NextIntlClientProvider>
    </Shell>
  )
}
