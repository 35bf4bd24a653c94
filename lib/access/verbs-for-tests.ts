import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from './actor.ts'
import type { Permission } from './grants.ts'

/** A verb or view as the pages and the worker call it. */
export type Door = {
  name: string
  permission: Permission
  writes: boolean
  call: (actor: Actor, raw: unknown) => Promise<{ ok: boolean; why?: string } | null>
}

const lib = new URL('..', import.meta.url).pathname
const sources = () =>
  readdirSync(lib, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !/\.test\.ts$|-for-tests\.ts$|^kernel\//.test(file))
    .map(file => ({ file, text: readFileSync(join(lib, file), 'utf8') }))

const made = /(export )?const (\w+) = (command|view)\(\{\s*(?:\/\/[^\n]*\s*)*permission: '([^']+)'/g
const wrapper = /export (?:async )?function (\w+)\(\s*actor: Actor/g

/**
 * Every verb and view of the house, found by reading the code, so that a new one is under the tests the day it is written. One that is
 * not exported is entered through the functions of its file that take an actor; one that takes none acts for the portal alone.
 */
export async function everyDoor(): Promise<Door[]> {
  const doors: Door[] = []
  for (const { file, text } of sources()) {
    const verbs = [...text.matchAll(made)]
    if (verbs.length === 0) continue
    const exports = (await import(/* @vite-ignore */ `../${file}`)) as { [name: string]: Door['call'] }
    const add = (name: string, [, , , kind, permission]: RegExpMatchArray) =>
      doors.push({ name, permission: permission as Permission, writes: kind === 'command', call: exports[name]! })
    for (const verb of verbs) if (verb[1]) add(verb[2]!, verb)
    const hidden = verbs.find(verb => !verb[1])
    if (hidden) for (const [, name] of text.matchAll(wrapper)) add(name!, hidden)
  }
  return doors.sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** How often the code makes a verb or view: nothing may hide from the search above. */
export const countMade = (): number =>
  sources().reduce((sum, { text }) => sum + [...text.matchAll(/= (command|view)\(\{/g)].length, 0)
export const countFound = (): number => sources().reduce((sum, { text }) => sum + [...text.matchAll(made)].length, 0)
