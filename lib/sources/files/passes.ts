import { reason, SourceFailure } from '../reason.ts'
import { mayAnswer } from '../row-values.ts'
import type { Format, Learnt, Row, Wanted } from './format.ts'
import type { SourceFile } from './list-files.ts'
import { readFile } from './read-file.ts'

/** So much of what one pass found is kept for the questions that follow; a person with more is read once for each question. */
const mostKept = 16 << 20

const contains = (known: Wanted, asked: Wanted) =>
  asked.every(({ paths, keys, telephones }) => {
    const same = known.find(one => one.paths.join('\0') === paths.join('\0'))
    return keys.size === 0 || (same && (same.telephones || !telephones) && [...keys].every(key => same.keys.has(key)))
  })

const join = (known: Wanted, more: Wanted): Wanted => {
  const all = new Map(known.map(one => [one.paths.join('\0'), { ...one, keys: new Set(one.keys) }]))
  for (const { paths, keys, telephones = false } of more) {
    const same = all.get(paths.join('\0')) ?? { paths, keys: new Set(), telephones }
    for (const key of keys) same.keys.add(key)
    same.telephones ||= telephones
    all.set(paths.join('\0'), same)
  }
  return [...all.values()]
}

/**
 * One set of files and the passes over it. A pass looks for everything that was ever asked or announced, so that walk, records and near
 * misses are usually answered by one; a question about new keys, or about more than can be kept, takes another. One pass at a time.
 */
export class Passes {
  readonly files: SourceFile[]
  readonly #format: Format
  #wanted: Wanted = []
  #kept: Row[] | null = null
  #turn: Promise<void> = Promise.resolve()
  #closed = false
  learnt: Learnt | null = null
  /** How often the files were read from end to end. */
  passes = 0

  constructor(files: SourceFile[], format: Format) {
    this.files = files
    this.#format = format
  }

  expect(wanted: Wanted): void {
    if (contains(this.#wanted, wanted)) return
    this.#wanted = join(this.#wanted, wanted)
    this.#kept = null
  }

  close(): void {
    this.#closed = true
  }

  /** Rows that may answer, in the order of the files. */
  async *rows(asked: Wanted): AsyncGenerator<Row> {
    if (asked.every(({ keys }) => keys.size === 0)) return
    const before = this.#turn
    let done = () => {}
    this.#turn = new Promise(resolve => {
      done = resolve
    })
    await before
    try {
      this.expect(asked)
      if (this.#kept) yield* this.#kept.filter(row => mayAnswer(row, asked))
      else for await (const row of this.#pass()) if (mayAnswer(row, asked)) yield row
    } finally {
      done()
    }
  }

  async *#pass(): AsyncGenerator<Row> {
    const learnt: Learnt = { rows: 0, unreadable: 0, columns: new Set() }
    const wanted = this.#wanted
    let kept: Row[] | null = []
    let size = 0
    this.passes++
    for (const file of this.files) {
      const found = readFile(file, this.#format.may, opened => this.#format.rows(file, opened, wanted, learnt))
      for await (const row of found) {
        if (this.#closed) throw new SourceFailure(reason('cancelled'))
        if (!mayAnswer(row, wanted)) continue
        size += JSON.stringify(row.values).length
        if (size > mostKept) kept = null
        kept?.push(row)
        yield row
      }
    }
    this.learnt = learnt
    // Something more was announced meanwhile: what is kept answers that not.
    if (this.#wanted === wanted) this.#kept = kept
  }
}
