import { readFile } from 'node:fs/promises'
import { ClearLine } from '#lib/config/clear-line.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { DataMap } from '#lib/sources/data-map.ts'
import { describeProblem } from '#lib/sources/describe.ts'
import { addressExamples } from '#lib/sources/kinds.ts'
import { type MapFile, type ReadMap, readMap } from '#lib/sources/read-map.ts'
import { addressesFor, readUrl, type SourceAddresses } from '#lib/sources/source-addresses.ts'
import type { Io } from './command.ts'
import { WrongUse } from './read-arguments.ts'

/** The terminal speaks English. */
export const say = createTranslator('en', 'sources')

/** Reads files whole. Throws ClearLine naming the one that cannot be read. */
export const readMapFiles = (files: string[]): Promise<MapFile[]> =>
  Promise.all(
    files.map(async file => {
      const text = await readFile(file, 'utf8').catch(() => {
        throw new ClearLine(say('command.unreadable-file', { file }))
      })
      return { file, text }
    }),
  )

export const problemLines = ({ problems }: ReadMap): string[] =>
  problems.length === 0
    ? []
    : [
        ...problems.map(problem => describeProblem(say, problem)),
        say('command.map-is-wrong', { count: problems.length }),
      ]

/** The map of these files. Throws ClearLine with every problem, one a line. */
export const readSoundMap = async (files: string[]): Promise<DataMap> => {
  const read = readMap(await readMapFiles(files))
  if (read.problems.length > 0) throw new ClearLine(problemLines(read).join('\n'))
  return read.map
}

/** The address of each source from `--url`, which may repeat as NAME=URL. Throws WrongUse. */
export const readUrls = (map: DataMap, typed: string[], { env }: Io, usage: string): SourceAddresses => {
  const given = typed.map(url => {
    const read = readUrl(url)
    // What was typed may hold a password: only the part before it is shown.
    if (!read) throw new WrongUse(say('command.bad-url', { name: '--url', forms: addressExamples() }), usage)
    return read
  })
  const { addresses, unknown } = addressesFor(map, given, env)
  if (unknown.length > 0) throw new WrongUse(say('command.unknown-source', { name: unknown.join(', ') }), usage)
  return addresses
}

/** An option that may repeat, as texts. */
export const texts = (value: string | boolean | (string | boolean)[] | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter(one => typeof one === 'string')
