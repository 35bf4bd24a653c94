/**
 * Who acts. Each kind is one database role (`dossier_<kind>`), so that what the code forgets to check the database still refuses.
 * `visitor.id` is the random name of a browser that has proved nothing; `system.id` names the process that acts by itself.
 */
export type Actor =
  | { kind: 'visitor'; id: string }
  | { kind: 'person'; id: string; provedAt: string }
  | { kind: 'officer'; id: string }
  | { kind: 'auditor'; id: string }
  | { kind: 'admin'; id: string }
  | { kind: 'system'; id: 'worker' | 'web' | 'command-line' }

export type ActorKind = Actor['kind']

export const staffRoles = ['officer', 'auditor', 'admin'] as const
export type StaffRole = (typeof staffRoles)[number]

export const worker: Actor = { kind: 'system', id: 'worker' }
export const commandLine: Actor = { kind: 'system', id: 'command-line' }
export const web: Actor = { kind: 'system', id: 'web' }

export const isStaff = (actor: Actor): actor is Extract<Actor, { kind: StaffRole }> =>
  (staffRoles as readonly string[]).includes(actor.kind)
