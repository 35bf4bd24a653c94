import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** There is nothing here, why, and what to do about it. */
export const EmptyState = ({
  icon = 'folder',
  title,
  children,
}: {
  icon?: IconName | undefined
  title: string
  children?: ReactNode | undefined
}) => (
  <div className="rounded-lg border-2 border-dashed border-line-strong px-6 py-10 text-center">
    <Icon name={icon} className="mb-3 size-9 text-ink-soft" />
    <p className="text-lg font-semibold">{title}</p>
    {children && <div className="flow mx-auto mt-2 max-w-prose text-ink-soft">{children}</div>}
  </div>
)
