import type { IconName } from './icon.tsx'

/** What a colour means. Each tone also has a shape, because colour alone says nothing to many people. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

export const toneIcon: Record<Tone, IconName> = {
  neutral: 'circle',
  info: 'info',
  success: 'check',
  warning: 'warning',
  danger: 'danger',
}

/** Text and ground of a tag. */
export const toneClass: Record<Tone, string> = {
  neutral: 'text-ink-soft bg-sunk',
  info: 'text-accent bg-accent-soft',
  success: 'text-success bg-success-soft',
  warning: 'text-warning bg-warning-soft',
  danger: 'text-danger bg-danger-soft',
}

/** Edge and ground of a larger box whose text stays ink. */
export const toneBox: Record<Tone, string> = {
  neutral: 'border-line-strong bg-sunk',
  info: 'border-accent bg-accent-soft',
  success: 'border-success bg-success-soft',
  warning: 'border-warning bg-warning-soft',
  danger: 'border-danger bg-danger-soft',
}

export const toneText: Record<Tone, string> = {
  neutral: 'text-ink-soft',
  info: 'text-accent',
  success: 'text-success',
  warning: 'text-warning',
  danger: 'text-danger',
}
