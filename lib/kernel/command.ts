import type { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { mayDo } from '#lib/access/authorise.ts'
import type { Permission } from '#lib/access/grants.ts'
import { begin, type Scope } from '#lib/db/begin.ts'
import { append } from '#lib/history/append.ts'
import { ofAccess, type Told } from '#lib/history/events.ts'
import { readFields } from './fields.ts'
import { invalid, type Refused, type Result, refuse } from './result.ts'
import { retryCollision } from './retry-collision.ts'

/** At least one event, by type: a verb that changes something and tells nothing does not compile. */
export type Events = readonly [Told, ...Told[]]

/** What a verb comes back with. A refusal undoes every change; the events it carries are committed all the same. */
export type Outcome<T> = { ok: true; value: T; events: Events } | (Refused & { events?: readonly Told[] })

type Spec<Schema extends z.ZodType, T> = {
  permission: Permission
  input: Schema
  /** Runs with the portal's own rights. Only for verbs that must touch what their actor may not see; each says why. */
  asSystem?: boolean
  /**
   * Counts this use and says whether it is still within what anybody may do in so short a time; `too-many` when not. Asked after the
   * grant and after the input was read, so that nobody is counted under a spelling, and apart from the verb's own transaction, so that
   * a refusal does not give the points back.
   */
  within?: (actor: Actor, input: z.output<Schema>) => Promise<boolean>
  run: (scope: Scope, input: z.output<Schema>) => Promise<Outcome<T>>
}

class Undo extends Error {
  readonly refused: Refused & { events?: readonly Told[] }
  constructor(refused: Refused & { events?: readonly Told[] }) {
    super('undo')
    this.refused = refused
  }
}

/**
 * The only way to write: authorised, parsed, in one transaction, with at least one event. What comes in is untrusted whatever
 * its type says; what comes out is a value or a refusal. A fault is thrown and leaves nothing behind.
 */
export const command =
  <Schema extends z.ZodType, T>(spec: Spec<Schema, T>) =>
  async (actor: Actor, raw: z.input<Schema>): Promise<Result<T>> => {
    if (!mayDo(actor, spec.permission)) {
      await tell(actor, [ofAccess(deniedStream(actor), { type: 'denied', permission: spec.permission })])
      return refuse('not-allowed')
    }
    const input = spec.input.safeParse(raw)
    if (!input.success) return invalid(readFields(input.error))
    if (spec.within && !(await spec.within(actor, input.data))) return refuse('too-many')
    try {
      return await retryCollision(() =>
        begin(
          actor,
          async scope => {
            const outcome = await spec.run(scope, input.data)
            if (!outcome.ok) throw new Undo(outcome)
            await append(scope, outcome.events)
            return { ok: true as const, value: outcome.value }
          },
          { asSystem: spec.asSystem ?? false },
        ),
      )
    } catch (thrown) {
      if (!(thrown instanceof Undo)) throw thrown
      const { events = [], ...refused } = thrown.refused
      if (events.length > 0) await tell(actor, events, spec.asSystem)
      return refused
    }
  }

/** Commits events that stand without a change: a denied look, a failed proof. */
const tell = (actor: Actor, events: readonly Told[], asSystem = false) =>
  retryCollision(() => begin(actor, scope => append(scope, events), { asSystem }))

const deniedStream = (actor: Actor) => `denied:${actor.kind}:${actor.id}`
