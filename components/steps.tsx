import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type StepState = 'done' | 'now' | 'next' | 'paused' | 'stopped'

export type Step = {
  key: string
  title: ReactNode
  state: StepState
  /** The state in words: done, now, to come … */
  stateText: string
  time?: ReactNode | undefined
  children?: ReactNode | undefined
}

const knots: Record<StepState, { icon: IconName; look: string }> = {
  done: { icon: 'check', look: 'bg-accent text-on-accent border-accent' },
  now: { icon: 'dot', look: 'bg-sheet text-accent border-accent ring-4 ring-accent-soft' },
  next: { icon: 'circle', look: 'bg-(--ground) text-transparent border-line-strong forced:text-[Canvas]' },
  paused: { icon: 'pause', look: 'bg-warning-soft text-warning border-warning' },
  stopped: { icon: 'cross', look: 'bg-danger-soft text-danger border-danger' },
}

/** How far something has come: a thread with a knot for each step. The state is said in words beside the shape. */
export const Steps = ({ label, steps }: { label: string; steps: readonly Step[] }) => (
  <ol aria-label={label} className="grid">
    {steps.map(({ key, title, state, stateText, time, children }, position) => (
      <li
        key={key}
        aria-current={state === 'now' || state === 'paused' ? 'step' : undefined}
        className="relative grid grid-cols-[2rem_minmax(0,1fr)] gap-x-4 pb-7 last:pb-0"
      >
        {position < steps.length - 1 && (
          <span
            aria-hidden="true"
            className={`absolute start-[calc(1rem-1px)] top-8 bottom-0 border-s-2 ${state === 'done' ? 'border-accent' : 'border-dashed border-line-strong'}`}
          />
        )}
        <span className={`grid size-8 place-items-center rounded-full border-2 ${knots[state].look}`}>
          <Icon name={knots[state].icon} className="size-4" />
        </span>
        <div className="min-w-0 pt-0.5">
          <p
            className={`flex flex-wrap items-baseline gap-x-3 ${state === 'next' ? 'text-ink-soft' : 'font-semibold'}`}
          >
            <span>{title}</span>
            <span className={`text-sm font-normal ${state === 'stopped' ? 'text-danger' : 'text-ink-soft'}`}>
              {stateText}
            </span>
          </p>
          {time && <p className="text-sm text-ink-soft">{time}</p>}
          {children && <div className="flow mt-1.5">{children}</div>}
        </div>
      </li>
    ))}
  </ol>
)
