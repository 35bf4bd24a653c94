import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import { type Tone, toneClass, toneIcon } from './tone.ts'

/** The state of something in one or two words, with a shape and a colour that agree. */
export const StatusTag = ({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone | undefined
  icon?: IconName | undefined
  children: ReactNode
}) => (
  <span className={`tag ${toneClass[tone]}`}>
    <Icon name={icon ?? toneIcon[tone]} />
    <span>{children}</span>
  </span>
)
