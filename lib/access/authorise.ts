import type { Actor } from './actor.ts'
import { grants, type Permission } from './grants.ts'

/** Whether the one table of grants lets this kind of actor do this. Ownership is not decided here: it is part of each query. */
export const mayDo = (actor: Actor, permission: Permission): boolean =>
  (grants[permission] as readonly string[]).includes(actor.kind)
