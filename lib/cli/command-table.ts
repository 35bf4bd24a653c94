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

/**
 * Every command, each in a file of its own that is loaded when it is asked for. A new one is one line here; its file exports
 * `usage` ("NAME ARGUMENTS: what it does", then details), `options` (as node:util parseArgs takes them) and `run`.
 * A failure that the person can mend is thrown as ClearLine: one line on stderr, status 1. A wrong argument is a WrongUse: status 2.
 */
export const commands: { readonly [name: string]: () => Promise<CliCommand> } = {
  serve: () => import('./serve-command.ts'),
  work: () => import('./work-command.ts'),
  migrate: () => import('./migrate-command.ts'),
  'seed demo': () => import('./seed-demo-command.ts'),
  'clock advance': () => import('./clock-advance-command.ts'),
  'staff invite': () => import('./staff-invite-command.ts'),
  'history verify': () => import('./history-verify-command.ts'),
  due: () => import('./due-command.ts'),
  find: () => import('./find-command.ts'),
  'map check': () => import('./map-check-command.ts'),
  'map import': () => import('./map-import-command.ts'),
  'map export': () => import('./map-export-command.ts'),
  'package verify': () => import('./package-verify-command.ts'),
  'source set': () => import('./source-set-command.ts'),
  'keys rotate': () => import('./keys-rotate-command.ts'),
  invariants: () => import('./invariants-command.ts'),
}
