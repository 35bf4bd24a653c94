import { type Leaf, leavesOf, partlyOf, step } from './leaf.ts'
import type { Fixture } from './package.fixture.ts'
import { built, sentences } from './package.fixture.ts'
import { readVisibleText } from './pdf-escape.ts'
import { readCsvValues, saidIn } from './read-csv.fixture.ts'
import { readHtmlValues } from './read-html.fixture.ts'
import { readValues } from './read-pdf.fixture.ts'
import { valueWords } from './words.ts'

type Package = { groups: { records: { values: object }[] }[] }

/** Every leaf of every record of dossier.json. */
export const leavesOfJson = (json: Package): Leaf[] =>
  json.groups.flatMap((group, g) =>
    group.records.flatMap((entry, r) =>
      Object.entries(entry.values).flatMap(([name, value]) => [
        ...leavesOf(value, `/groups/${g}/records/${r}/values/${step(name)}`, []),
      ]),
    ),
  )

/** Where two texts part, with a little of each. */
const parted = (form: string, pointer: string, read: string | undefined, wanted: string): object[] => {
  if (read === wanted) return []
  const at = [...wanted].findIndex((_, index) => read?.[index] !== wanted[index])
  return [{ form, pointer, at, read: read?.slice(at, at + 30), wanted: wanted.slice(at, at + 30) }]
}

type Made = Awaited<ReturnType<typeof built>>

/** What the forms say otherwise than the JSON, place by place, in order; nothing when they agree. */
export const disagreements = ({
  json,
  html,
  pdf,
  tables,
}: Pick<Made, 'json' | 'html' | 'pdf' | 'tables'>): object[] => {
  const t = sentences('en')
  const leaves = leavesOfJson(JSON.parse(json) as Package)
  const places = leaves.map(({ pointer }) => pointer)
  const [page, paper] = [readHtmlValues(html), readValues(pdf)]
  const cells = readCsvValues(tables)
  const byPlace = new Map(cells.map(cell => [cell.pointer, cell]))
  const known = new Set(places)
  return [
    ...(JSON.stringify(page.map(({ pointer }) => pointer)) === JSON.stringify(places) ? [] : [{ form: 'html places' }]),
    ...(JSON.stringify(paper.map(({ pointer }) => pointer)) === JSON.stringify(places) ? [] : [{ form: 'pdf places' }]),
    ...cells.filter(({ pointer, cell }) => cell !== '' && !known.has(pointer)).map(cell => ({ form: 'csv', ...cell })),
    ...leaves.flatMap((leaf, index) => [
      ...parted('html', leaf.pointer, page[index] && readVisibleText(page[index].text), valueWords(leaf.value, t)),
      ...parted(
        'pdf',
        leaf.pointer,
        paper[index] && readVisibleText(paper[index].text),
        valueWords(leaf.value, t).normalize('NFC'),
      ),
      ...cellParted(leaf, byPlace.get(leaf.pointer)),
    ]),
  ]
}

const cellParted = (leaf: Leaf, found: { cell: string; json: string | null } | undefined): object[] => {
  if (found?.json) return parted('csv', leaf.pointer, found.json, JSON.stringify(leaf.value))
  // An empty cell is no value, a lone apostrophe the empty text.
  if (leaf.value === null || leaf.value === '')
    return parted('csv', leaf.pointer, found?.cell, leaf.value === null ? '' : "'")
  const wanted =
    leaf.redacted || partlyOf(leaf.value)
      ? valueWords(leaf.value, sentences('en'))
      : typeof leaf.value === 'string'
        ? leaf.value
        : JSON.stringify(leaf.value)
  return parted('csv', leaf.pointer, found && saidIn(found.cell), wanted)
}

/** Builds all forms of a fixture and compares them. */
export const disagreementsOf = async (some: Fixture): Promise<object[]> => disagreements(await built(some))
