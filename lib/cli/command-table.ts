import type { CliCommand } from './command.ts'

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
  'map draft': () => import('./map-draft-command.ts'),
  'map import': () => import('./map-import-command.ts'),
  'map export': () => import('./map-export-command.ts'),
  'package verify': () => import('./package-verify-command.ts'),
  'source set': () => import('./source-set-command.ts'),
  suppressed: () => import('./suppressed-command.ts'),
  'unsubscribe-link': () => import('./unsubscribe-link-command.ts'),
  'keys rotate': () => import('./keys-rotate-command.ts'),
  invariants: () => import('./invariants-command.ts'),
}
