import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Breadcrumbs } from '#components/breadcrumbs.tsx'

type Props = {
  reference: string
  page?: string | undefined
  trail?: readonly { text: string; href: string }[]
  children: ReactNode
}

/** The way back to the list and to the request, and the page's title. `page` is the place below the request. */
export const Head = async ({ reference, page, trail = [], children }: Props) => {
  const t = await getTranslations('officer')
  const shell = await getTranslations('shell')
  return (
    <>
      <Breadcrumbs
        label={shell('trail')}
        trail={[
          { text: t('list.title'), href: '/admin' },
          { text: reference, href: page ? `/admin/requests/${reference}` : undefined },
          ...trail,
          ...(page ? [{ text: page }] : []),
        ]}
      />
      {children}
    </>
  )
}

/** A decision is read line by line, so its page is no wider than one can read. */
export const Decision = ({ children }: { children: ReactNode }) => <div className="flow max-w-3xl">{children}</div>
