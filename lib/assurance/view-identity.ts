import type { Temporal } from 'temporal-polyfill'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lawOf } from '#lib/requests/law-of.ts'
import type { Status } from '#lib/requests/status.ts'
import { readByRef } from '#lib/requests/store.ts'
import { type Assurance, assuranceOf, isSureEnough } from './assurance-of.ts'
import { highest, type Level } from './levels.ts'
import { type LevelHere, levelsHere } from './levels-here.ts'

export type Identity = Assurance & {
  status: Status
  dueOn: Temporal.PlainDate
  /** What asking for proof does to the clock of each law that applies. */
  effects: { rule: string; effect: Rule['id_check']['effect'] }[]
  /** Whether the person can answer questions here: who asked by post cannot sign in. */
  signsIn: boolean
  needed: Level
  enough: boolean
  /** Whether the 72 hours still run. */
  waiting: boolean
  /** Whether the findings of the present attempt were looked at. */
  read: boolean
  collections: LevelHere[]
}

/** How sure we are of the person behind a request, and what that allows: levels, codes and dates, nothing that was found. */
export const viewIdentity = view({
  permission: 'request:read',
  async run({ tx, now, actor }, { ref }: { ref: string }): Promise<Identity | undefined> {
    const request = await readByRef(tx, ref)
    const organisation = request && (await readOrganisation(tx))
    if (!request || !organisation) return undefined
    const { answers } = await lawOf(tx, request, organisation)
    const assurance = assuranceOf(await readStream(tx, `request:${request.id}`))
    // An admin sees that requests exist, not what was found or held back.
    const collections = actor.kind === 'officer' ? await levelsHere(tx, request) : []
    const needed = highest([assurance.asked, ...collections.filter(one => !one.held).map(one => one.needed)])
    return {
      ...assurance,
      status: request.status,
      dueOn: request.dueOn,
      effects: answers.map(({ rule }) => ({ rule: rule.id, effect: rule.id_check.effect })),
      signsIn: actor.kind === 'officer' && !openIntake(request).post,
      needed,
      enough: isSureEnough(assurance, needed),
      waiting: assurance.waitUntil !== null && assurance.waitUntil.epochMilliseconds > now.epochMilliseconds,
      read: assurance.review?.attempt === request.attempt && request.attempt > 0,
      collections,
    }
  },
})
