import type { Actor } from '#lib/access/actor.ts'
import { mayDo } from '#lib/access/authorise.ts'
import type { Permission } from '#lib/access/grants.ts'
import { begin, type Scope } from '#lib/db/begin.ts'
import { append } from '#lib/history/append.ts'
import { ofAccess } from '#lib/history/events.ts'
import { type Result, refuse } from './result.ts'

type Spec<Query, T> = {
  permission: Permission
  /** What was looked at, when the look itself belongs in the history: the name of the page and, if any, the request's reference. */
  recordsLook?: (query: Query) => { at: string; ref: string | null }
  /** Runs with the portal's own rights; each view that does says why. */
  asSystem?: boolean
  /** Reads everything as of one instant. Such a view writes nothing, so it cannot record its own look. */
  snapshot?: boolean
  run: (scope: Scope, query: Query) => Promise<T | undefined>
}

/**
 * The only way to read: authorised, in one transaction as the actor's database role. `undefined` from `run` is "not found",
 * which is also what a stranger hears. A recorded look is committed with the reading, or neither happens.
 */
export const view =
  <Query, T>(spec: Spec<Query, T>) =>
  async (actor: Actor, query: Query): Promise<Result<T>> => {
    const denied = !mayDo(actor, spec.permission)
    return begin(
      actor,
      async scope => {
        if (denied) {
          await append(scope, [
            ofAccess(`denied:${actor.kind}:${actor.id}`, { type: 'denied', permission: spec.permission }),
          ])
          return refuse('not-allowed')
        }
        const value = await spec.run(scope, query)
        if (spec.recordsLook && value !== undefined) {
          await append(scope, [ofAccess(`looks:${actor.id}`, { type: 'looked', ...spec.recordsLook(query) })])
        }
        return value === undefined ? refuse('not-found') : { ok: true as const, value }
      },
      { asSystem: !denied && (spec.asSystem ?? false), snapshot: !denied && (spec.snapshot ?? false) },
    )
  }
