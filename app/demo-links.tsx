import { getTranslations } from 'next-intl/server'

/** The demo's own places, for the banner of every page. */
export const DemoLinks = async () => {
  const t = await getTranslations('demo.banner')
  const links = { who: '/demo', mailbox: '/demo/mailbox', clock: '/demo/clock' } as const
  return (
    <span className="inline-flex flex-wrap gap-x-4">
      {(Object.keys(links) as (keyof typeof links)[]).map(key => (
        <a key={key} href={links[key]}>
          {t(key)}
        </a>
      ))}
    </span>
  )
}
