import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { command } from '#lib/kernel/command.ts'
import { organisations } from './table.ts'

const line = (key: string) => z.string().trim().min(1, `${key}.missing`).max(200, `${key}.too-long`)

const isZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** Sets who answers: asked before the first request is accepted, because seat and zone decide every date. */
export const setOrganisation = command({
  permission: 'organisation:set',
  input: z.object({
    name: line('name'),
    address: line('postal-address'),
    contact: addressField,
    country: z.string().regex(/^[A-Z]{2}$/, 'country.unknown'),
    region: z
      .string()
      .trim()
      .regex(/^([A-Z]{2}-[A-Z0-9]{1,3})?$/, 'region.unknown')
      .transform(region => region || null),
    zone: line('zone').refine(isZone, 'zone.unknown'),
    sender: addressField,
    authorityName: line('authority'),
    authorityUrl: z.url({ protocol: /^https$/, error: 'authority-url.not-https' }),
    locales: z.array(z.enum(['en', 'de'])).min(1, 'locales.missing'),
  }),
  async run({ tx, now }, { authorityName, authorityUrl, ...input }) {
    const row = { ...input, id: 1, authority: { name: authorityName, url: authorityUrl }, changedAt: now }
    await tx.insert(organisations).values(row).onConflictDoUpdate({ target: organisations.id, set: row })
    const { country, region, zone, locales } = input
    return {
      ok: true,
      value: undefined,
      events: [ofHouse('organisation', { type: 'organisation-set', country, region, zone, locales })],
    }
  },
})
