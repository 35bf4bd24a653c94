import { Temporal } from 'temporal-polyfill'
import { expect } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import type { Desk } from './desk-for-tests.ts'
import { differences, type Replayed, replay } from './replay.ts'
import { readReplayed } from './replayed-store.ts'
import { askForCopy, prove, requestId } from './request-for-tests.ts'

/** In seconds. */
export const day = 86_400

/** Moves the time of this desk's database ahead of the real one; whole days are civil days in Dublin, also into summer time and late in the evening. */
export function setClock({ peek }: Desk, ahead: number) {
  const now = Temporal.Now.zonedDateTimeISO('Europe/Dublin')
  const then = now.add({ days: Math.floor(ahead / day) }).add({ seconds: ahead % day })
  const seconds = now.until(then).total('seconds')
  return peek.query(
    `select set_config('dossier.tx', 'test', false);
     insert into dossier.demo_clock values (1, ${seconds}) on conflict (id) do update set ahead_seconds = ${seconds}`,
  )
}

/** Somebody asked and proved their mailbox. */
export const proved = async (country: 'IE' | 'GB' | 'US-CA' = 'IE') => {
  const asked = await askForCopy(undefined, country)
  return { ...asked, person: await prove(asked) }
}

export const dueOf = async ({ peek }: Desk, ref: string): Promise<string> =>
  (await peek.query('select due_on::text as due from dossier.request where ref = $1', [ref])).rows[0].due

export const statusOf = async ({ peek }: Desk, ref: string): Promise<string> =>
  (await peek.query('select status from dossier.request where ref = $1', [ref])).rows[0].status

/** The codes of the steps by which the governing date was found. */
export const stepsOf = async ({ peek }: Desk, ref: string): Promise<string[]> =>
  (
    await peek.query(
      'select steps from dossier.deadline d join dossier.request r on r.id = d.request_id where r.ref = $1 and d.governs',
      [ref],
    )
  ).rows[0].steps.map((step: { code: string }) => step.code)

const historyOf = async (ref: string) => {
  const id = await requestId(ref)
  return begin(worker, async ({ tx }) => ({
    told: await readStream(tx, `request:${id}`),
    row: (await readReplayed(tx, [id])).get(id)!,
  }))
}

export const typesOf = async (ref: string): Promise<string[]> =>
  (await historyOf(ref)).told.map(({ event }) => event.type)

/** Folding the history of a request gives its row. */
export async function agrees(ref: string): Promise<void> {
  const { told, row } = await historyOf(ref)
  const folded = told.reduce<Replayed | null>((before, { event, at }) => replay(before, event as never, at), null)
  expect(differences(folded!, row)).toEqual([])
}
