import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Our PDF against ReportLab's, the same records in one run: `npx tsx bench/pdf.bench.ts [RECORDS]`. Needs Debian's python3-reportlab. */
type Measured = { cpu: number; mib: number }

const count = process.argv[2] ?? '50000'
const folder = mkdtempSync(join(tmpdir(), 'dossier-bench-'))
const font = createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf')
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const run = (program: string, ...args: string[]): Measured =>
  JSON.parse(execFileSync(program, args, { encoding: 'utf8' })) as Measured

const ours = (work: string, records: string) =>
  run(process.execPath, '--import', 'tsx', here('./package.bench.ts'), work, records)
const theirs = (records: string) =>
  run('/usr/bin/python3', here('./pdf-by-reportlab.py'), records, font, join(folder, 'r.pdf'))

const above = (measured: Measured, start: Measured): Measured => ({
  cpu: measured.cpu - start.cpu,
  mib: measured.mib - start.mib,
})

try {
  const [us, them] = [above(ours('pdf', count), ours('nothing', '0')), above(theirs(count), theirs('0'))]
  const row = (what: string, { cpu, mib }: Measured) =>
    console.log(`| ${what}, ${count} records | ${cpu.toFixed(1)} s | ${mib.toFixed(0)} MiB |`)
  console.log('| what | processor time | memory |\n| --- | ---: | ---: |')
  row('dossier.pdf: tagged, structure and places of values', us)
  row('ReportLab, paragraphs without tags', them)
  console.log(
    `\nOurs takes ${(us.cpu / them.cpu).toFixed(2)} × the time and ${(us.mib / them.mib).toFixed(2)} × the memory.`,
  )
  console.log(`ReportLab's file: ${(statSync(join(folder, 'r.pdf')).size / 1e6).toFixed(1)} MB`)
} finally {
  rmSync(folder, { recursive: true })
}
