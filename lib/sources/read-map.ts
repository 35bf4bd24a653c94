import { isMap, LineCounter, type Node, parseAllDocuments } from 'yaml'
import { buildDataset } from './build-dataset.ts'
import { checkReferences } from './check-references.ts'
import type { DataMap, Dataset } from './data-map.ts'
import { dataset, mapFile, type RawDataset } from './map-keys.ts'
import type { MapProblem, Places } from './map-problem.ts'
import type { Reading } from './yaml-reader.ts'

/** A map file: `file` is the name that problems show. */
export type MapFile = { file: string; text: string }

/** The map and everything wrong with it; only a map without problems may be searched with. */
export type ReadMap = { map: DataMap; problems: MapProblem[] }

const readDocuments = ({ file, text }: MapFile, places: Places, problems: MapProblem[]): RawDataset[] => {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines, merge: true, prettyErrors: false, strict: true })
  const found: RawDataset[] = []
  for (const document of Array.isArray(documents) ? documents : []) {
    const reading: Reading = { file, document, lines, problems, places }
    for (const { pos, message } of document.errors) {
      const at = lines.linePos(pos[0])
      problems.push({
        file,
        line: at.line,
        column: at.col,
        code: 'not-yaml',
        what: message.split('\n')[0]!,
        nearest: null,
      })
    }
    if (document.errors.length > 0 || document.contents === null) continue
    const root = document.contents as Node
    if (isMap(root) && root.has('fides_key'))
      found.push(...[dataset(root, reading, 0)].filter(one => one !== undefined))
    else found.push(...(mapFile(root, reading, 0)?.dataset ?? []))
  }
  return found
}

/**
 * Reads Fides dataset YAML, extended under `x_dossier` (docs/data-map.md), from any number of files into one map.
 * Problems carry file, line and column; they come in the order of the files.
 */
export const readMap = (files: MapFile[]): ReadMap => {
  const problems: MapProblem[] = []
  const places: Places = new WeakMap()
  const datasets: Dataset[] = []
  for (const file of files) {
    const before = problems.length
    const raw = readDocuments(file, places, problems)
    if (raw.length === 0 && problems.length === before)
      problems.push({ file: file.file, line: 1, column: 1, code: 'no-dataset', what: '', nearest: null })
    datasets.push(...raw.map(one => buildDataset(one, places)))
  }
  const map = { datasets }
  checkReferences(map, places, problems)
  return { map, problems: problems.sort(byPlace(files)) }
}

const byPlace = (files: MapFile[]) => {
  const order = new Map(files.map(({ file }, index) => [file, index]))
  return (a: MapProblem, b: MapProblem) =>
    order.get(a.file)! - order.get(b.file)! || a.line - b.line || a.column - b.column
}
