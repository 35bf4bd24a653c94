import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { civilDate } from '#lib/deadlines/zone.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { type NoDay, readDay } from '#lib/requests/read-day.ts'
import { channels } from '#lib/requests/status.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { disputeKinds } from './dispute-words.ts'
import { readStanding } from './read-standing.ts'
import { receiveDispute } from './receive-dispute.ts'
import { earliest, isReachable } from './takeable.ts'
import { writeAcknowledgement } from './write-acknowledgement.ts'

const noDay = {
  missing: 'objection.missing-day',
  unreadable: 'objection.unreadable',
  future: 'objection.future',
} as const satisfies Record<NoDay, string>

/**
 * An officer writes down a complaint or an appeal that came by letter, by phone or over the counter: no law asks for a form of either
 * (DPA 2018 s.164A(2): electronically and by other means; Va. Code 59.1-577(C): in a way similar to a request). It is held to the rules
 * of one that its person raises, on the day it truly came: from that day its clock runs. Whoever wrote by post reads in a letter that it
 * arrived.
 */
export const takeInDispute = command({
  permission: 'dispute:take-in',
  input: z.object({
    ref: z.string(),
    kind: z.enum(disputeKinds, { error: 'objection.kind' }),
    channel: z.enum(channels, { error: 'objection.channel' }).exclude(['portal'], { error: 'objection.channel' }),
    receivedOn: z.string({ error: 'objection.missing-day' }),
    text: z
      .string({ error: 'objection.missing' })
      .trim()
      .min(10, 'objection.missing')
      .max(20_000, 'text.too-long-here'),
  }),
  async run(scope, { ref, kind, channel, receivedOn, text }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (!isReachable(request)) return refuse('never-proved')
    const standing = await readStanding(scope.tx, request)
    const { zone } = standing.law
    const since = earliest(kind, request, standing)
    if (!since) return refuse('appeal-not-available')
    const came = readDay(receivedOn, scope.now, zone)
    if (typeof came === 'string') return invalid({ receivedOn: [noDay[came]] })
    if (Temporal.PlainDate.compare(came.day, civilDate(since, zone)) < 0)
      return invalid({ receivedOn: [`objection.before-${kind}`] })
    // Noon stands for the day; it came after what it is about all the same.
    const at = Temporal.Instant.compare(came.at, since) < 0 ? since : came.at
    const received = await receiveDispute(scope, request, standing, { kind, text, at })
    if (!received.ok) return received
    const event = { ...received.event, channel, receivedOn: came.day.toString() }
    const told = await writeAcknowledgement(scope, request, { id: received.id, kind })
    return { ok: true, value: undefined, events: [ofRequest(request.id, event), ...told] }
  },
})
