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

const [width, height, left, top, bottom] = [720, 200, 40, 12, 24]
const fills = { danger: 'fill-danger', warning: 'fill-warning', accent: 'fill-accent' } as const

/** The next round number above the highest bar: 1, 2 or 5 times a power of ten. */
const ceiling = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 1)))
  return [1, 2, 5, 10].map(step => step * power).find(step => step >= most) ?? power * 10
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
        <g key={tick}>
          <line
            x1={left}
            x2={width}
            y1={top + inner - tall(tick)}
            y2={top + inner - tall(tick)}
            className="stroke-line"
          />
          <text x={left - 6} y={top + inner - tall(tick) + 4} textAnchor="end" fontSize="12" className="fill-ink-soft">
            {number(tick)}
          </text>
        </g>
      ))}
      {bars.map(({ key, label, value, part = value, tone, title }, place) => (
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
          {label && (
            <text
              x={left + (place + 0.5) * step}
              y={height - 6}
              textAnchor="middle"
              fontSize="12"
              className="fill-ink-soft"
            >
              {label}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}
