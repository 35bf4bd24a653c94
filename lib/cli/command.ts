import type { Readable } from 'node:stream'
import type { ParseArgsConfig } from 'node:util'

/** What was typed after the command's name. An option that may repeat is an array, a flag is true. */
export type Arguments = {
  positionals: string[]
  values: { [option: string]: string | boolean | (string | boolean)[] | undefined }
}

/** Where a command reads and writes. `out`: the answer, one line each. `say`: news for whoever watches, on stderr. */
export type Io = {
  out: (line: string) => void
  say: (line: string) => void
  stdin: Readable
  env: { readonly [name: string]: string | undefined }
}

/** A command's file exports these three. Its first line of usage is what `--help` lists. `run` gives the exit status. */
export type CliCommand = {
  usage: string
  options: NonNullable<ParseArgsConfig['options']>
  run: (args: Arguments, io: Io) => Promise<number>
}
