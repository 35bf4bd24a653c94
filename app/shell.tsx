import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Account } from '#components/account.tsx'
import { Banner } from '#components/banner.tsx'
import { LanguageSwitch } from '#components/language-switch.tsx'
import type { NavLink } from '#components/navigation.tsx'
import { PageShell, type Room } from '#components/page-shell.tsx'
import { SiteFooter } from '#components/site-footer.tsx'
import { SiteHeader } from '#components/site-header.tsx'
import { localeFacts, offeredLocales } from '#lib/i18n/locales.ts'
import { setLanguage } from './set-language.ts'

type Props = {
  room: Room
  /** The organisation's name; where it cannot be known (a page that was not found), the header does without. */
  organisation?: string | undefined
  home?: string | undefined
  links?: readonly NavLink[] | undefined
  /** Who is signed in, and the form that signs out. */
  account?: { who: ReactNode; signOut: ReactNode } | undefined
  /** In the demo: what the banner says besides being a demo (links to mailbox and roles). `undefined` anywhere else. */
  demo?: ReactNode | undefined
  footerLinks?: readonly NavLink[] | undefined
  children: ReactNode
}

/** Puts the frame around a page and says the sentences that every page has. Each room's layout places it once. */
export const Shell = async ({ room, organisation, home = '/', links, account, demo, footerLinks, children }: Props) => {
  const t = await getTranslations('shell')
  const locale = await getLocale()
  return (
    <PageShell
      room={room}
      skip={t('skip')}
      banner={
        demo !== undefined && (
          <Banner label={t('demo.label')}>
            {t('demo.text')} {demo}
          </Banner>
        )
      }
      header={
        <SiteHeader
          room={room}
          organisation={organisation}
          service={t('header.service')}
          home={home}
          navigation={links && { label: t('header.navigation'), links }}
          account={
            account && (
              <Account text={t.rich('header.signed-in-as', { who: () => account.who })} signOut={account.signOut} />
            )
          }
          language={
            <LanguageSwitch
              label={t('language.label')}
              current={locale}
              languages={offeredLocales.map(code => ({
                code,
                name: localeFacts[code].name,
                tag: localeFacts[code].tag,
              }))}
              action={setLanguage}
            />
          }
        />
      }
      footer={
        <SiteFooter room={room} label={t('footer.label')} links={footerLinks}>
          {organisation && <p>{t('footer.run-by', { organisation })}</p>}
          <p>{t('footer.no-tracking')}</p>
        </SiteFooter>
      }
    >
      {children}
    </PageShell>
  )
}
