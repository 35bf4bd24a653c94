export type Bar = {
  key: string
  /** What stands under the bar; left out where there are too many to read. */
  label?: string | undefined
  value: number
  /** How much of the value is drawn strong; all of it when left out. */
  part?: number | undefined
  tone: 'danger' | 'warning' | 'accent'
  /** The same in words, shown when the bar is pointed at. */
  title: string
}

type Props = {
  /** One sentence that says what the plot says. The figures themselves stand in a table beside it. */
  summary: string
  /** How a height is written on the axis. */
  number: (value: number) => string
  bars: readonly Bar[]
}

const [width, height, left, top, bottom] = [720, 236, 60, 18, 44]

/** Sizes of the letters, in units of the picture: on a phone it is drawn at less than half its size. */
const sizes = [
  { size: 24, shown: 'sm:hidden' },
  { size: 12, shown: 'max-sm:hidden' },
] as const
const fills = { danger: 'fill-danger', warning: 'fill-warning', accent: 'fill-accent' } as const

/** The next round number above the highest bar: 1, 2 or 5 times a power of ten. */
const ceiling = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= most) ?? power * 10
}

/** As many of the labels as have room beside each other, the first always, none beyond the edges. */
const placed = (bars: readonly Bar[], step: number, size: number) => {
  let free = 0
  return bars.flatMap(({ key, label }, place) => {
    if (!label) return []
    const half = (label.length * size * 0.56) / 2
    const x = Math.min(Math.max(left + (place + 0.5) * step, half), width - half)
    if (x - half < free) return []
    free = x + half + size * 0.6
    return [{ key, label, x }]
  })
}

/** Bars drawn by the server as SVG: no script, the reader's own colours, and it prints. */
export const BarPlot = ({ summary, number, bars }: Props) => {
  const most = ceiling(Math.max(1, ...bars.map(({ value }) => value)))
  const inner = height - top - bottom
  const step = (width - left) / Math.max(1, bars.length)
  const tall = (value: number) => (value / most) * inner
  const ticks = most === 1 ? [0, 1] : [0, most / 2, most].filter(Number.isInteger)
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={summary} className="h-auto w-full max-w-3xl">
      {ticks.map(tick => (
        <line
          key={tick}
          x1={left}
          x2={width}
          y1={top + inner - tall(tick)}
          y2={top + inner - tall(tick)}
          className="stroke-line"
        />
      ))}
      {bars.map(({ key, value, part = value, tone, title }, place) => (
        <g key={key}>
          <title>{title}</title>
          <rect
            x={left + place * step + step * 0.12}
            width={step * 0.76}
            y={top + inner - tall(value)}
            height={tall(value)}
            className={fills[tone]}
            opacity={part === value ? 1 : 0.35}
          />
          {part !== value && (
            <rect
              x={left + place * step + step * 0.12}
              width={step * 0.76}
              y={top + inner - tall(part)}
              height={tall(part)}
              className={fills[tone]}
            />
          )}
        </g>
      ))}
      {sizes.map(({ size, shown }) => (
        <g key={size} fontSize={size} className={`fill-ink-soft ${shown}`}>
          {ticks.map(tick => (
            <text key={tick} x={left - 6} y={top + inner - tall(tick) + size / 3} textAnchor="end">
              {number(tick)}
            </text>
          ))}
          {placed(bars, step, size).map(({ key, label, x }) => (
            <text key={key} x={x} y={height - 8} textAnchor="middle">
              {label}
            </text>
          ))}
        </g>
      ))}
    </svg>
  )
}
