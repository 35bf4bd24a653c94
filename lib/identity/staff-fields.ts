import { z } from 'zod'
import { staffRoles } from '#lib/access/actor.ts'

export const nameField = z.string({ error: 'name.missing' }).trim().min(1, 'name.missing').max(200, 'name.too-long')
export const roleField = z.enum(staffRoles, { error: 'role.missing' })
