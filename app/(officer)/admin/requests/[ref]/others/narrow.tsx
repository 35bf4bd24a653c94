import { getTranslations } from 'next-intl/server'
import { Tabs } from '#components/tabs.tsx'
import { type MentionKind, mentionKinds } from '#lib/others/find-mentions.ts'
import type { Mentions } from '#lib/others/view-mentions.ts'

export const states = ['open', 'accepted', 'rejected'] as const
export type State = (typeof states)[number]

type StatesProps = { found: Mentions; now: State; href: (state: State) => string }

/** What waits for an answer, what is held back, what was left in; each with how many. */
export const States = async ({ found: { open, decided }, now, href }: StatesProps) => {
  const t = await getTranslations('others')
  const counts = { open: Object.values(open).reduce((sum, count) => sum + count, 0), ...decided }
  const tabs = states.map(state => ({
    key: state,
    href: href(state),
    text: t(`states.${state}`),
    count: String(counts[state]),
    current: state === now,
  }))
  return <Tabs label={t('states.label')} tabs={tabs} />
}

type KindsProps = { open: Mentions['open']; kind: MentionKind | null; href: (kind: MentionKind | null) => string }

/** One kind of place after the other, for whoever answers a kind as a whole. */
export const Kinds = async ({ open, kind, href }: KindsProps) => {
  const t = await getTranslations('others')
  const there = mentionKinds.filter(one => open[one] > 0)
  const [, second] = there
  if (!second) return null
  return (
    <p className="flex flex-wrap gap-x-4 gap-y-1">
      {[null, ...there].map(one => (
        <a
          key={one ?? 'all'}
          href={href(one)}
          aria-current={one === kind ? 'true' : undefined}
          className="aria-[current]:font-semibold"
        >
          {one ? t(`kinds.${one}`, { count: open[one] }) : t('kinds.every')}
        </a>
      ))}
    </p>
  )
}
