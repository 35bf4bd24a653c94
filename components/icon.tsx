const shapes = {
  check: 'M4 12.5 9.5 18 20 6.5',
  info: 'M12 11v6M12 7v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  warning: 'M12 9.5v4.5M12 17v.01M12 3.5 22 20.5H2Z',
  danger: 'M12 7v6M12 16.5v.01M8 2.8h8L21.2 8v8L16 21.2H8L2.8 16V8Z',
  clock: 'M12 7v5.2l3.4 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  circle: 'M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0Z',
  dot: 'M14.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  cross: 'M6 6l12 12M18 6 6 18',
  pause: 'M9 6v12M15 6v12',
  arrow: 'M5 12h13M13 6l6 6-6 6',
  chevron: 'M9 5l7 7-7 7',
  up: 'M12 19V6M6 11l6-6 6 6',
  down: 'M12 5v13M6 13l6 6 6-6',
  sort: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  search: 'M20.5 20.5 15.7 15.7M17.5 10.5a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z',
  file: 'M6 3h8l5 5v13H6ZM14 3v5h5',
  folder: 'M3 19V5h6.5l2 3H21v11Z',
  lock: 'M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
} as const

export type IconName = keyof typeof shapes

/** A drawing beside words that say the same; it is silent to screen readers and points the other way in right-to-left languages. */
export const Icon = ({ name, className = '' }: { name: IconName; className?: string }) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.25"
    strokeLinecap="round"
    strokeLinejoin="round"
    className={`inline-block shrink-0 ${className.includes('size-') ? '' : 'size-[1.15em]'} ${name === 'arrow' || name === 'chevron' ? 'rtl:-scale-x-100' : ''} ${className}`}
  >
    <path d={shapes[name]} />
  </svg>
)
