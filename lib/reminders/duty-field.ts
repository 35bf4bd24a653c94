import { z } from 'zod'

/** Which duty of which request a reminder is about. */
export const dutyKey = { requestId: z.uuid(), matter: z.uuid(), duty: z.string(), rule: z.string() }

type Key = { requestId: string; matter: string; duty: string; rule: string }

export const isThis =
  ({ requestId, matter, duty, rule }: Key) =>
  (one: Key): boolean =>
    one.requestId === requestId && one.matter === matter && one.duty === duty && one.rule === rule
