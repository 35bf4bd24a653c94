import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import rules from '#lib/deadlines/rules.json' with { type: 'json' }
import vectors from '#lib/deadlines/vectors.json' with { type: 'json' }

/** So many histories as lines for `dossier due`. */
const lines = (count: number, one: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => `${JSON.stringify(one(index))}\n`).join('')

const cases = vectors.vectors
const zones = Intl.supportedValuesOf('timeZone')
const day = (index: number) => new Date(Date.UTC(2026, 0, 1 + (index % 365), 12)).toISOString().replace('.000', '')

/** Every rule, every zone and every day of a year in turn: nothing of one line serves the next. */
const different = (index: number) => ({
  ...{ id: String(index), rule_id: rules.rules[index % rules.rules.length]!.id, tz: zones[index % zones.length] },
  ...{ received_at: day(index), events: [], calendar: { weekend: [6, 7], holidays: [] } },
})

/** Three times, the quickest counts. */
const seconds = (input: string): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const started = performance.now()
      execFileSync(process.execPath, ['--import', 'tsx', 'lib/cli/dossier.ts', 'due'], { input, maxBuffer: 1 << 30 })
      return (performance.now() - started) / 1000
    }),
  )

const count = Number(process.argv[2] ?? 2_000)
console.log(
  `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node ${process.version}\n`,
)
console.log('| what | time |\n| --- | ---: |')
const rows: [string, string][] = [
  ['one line: the start of the command', lines(1, index => cases[index])],
  [`${count} lines: the worked cases over and over`, lines(count, index => cases[index % cases.length])],
  [`${count} lines: every rule, zone and day in turn`, lines(count, different)],
]
for (const [what, input] of rows) console.log(`| ${what} | ${seconds(input).toFixed(2)} s |`)
