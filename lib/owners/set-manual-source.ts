import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { localeField } from '#lib/identity/locale-field.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid } from '#lib/kernel/result.ts'
import { keyField } from '#lib/sources/key-field.ts'
import { readSources, upsertSource } from '#lib/sources/store.ts'
import { sealOwner } from './mail-owner.ts'
import { ownerMap } from './owner-map.ts'
import { manualKind } from './owner-words.ts'
import { upsertOwner } from './store.ts'

const said = (least = 1) =>
  z.string({ error: 'owner.fact-missing' }).trim().min(least, 'owner.fact-missing').max(500, 'reason.too-long')

/** One recipient a line. */
const recipients = z
  .string()
  .max(2000, 'reason.too-long')
  .default('')
  .transform(text =>
    text
      .split(/\r?\n/)
      .map(line => line.trim())
      .filter(line => line !== ''),
  )

/**
 * An admin says who answers for a place no portal can read, within how many days, and what the law wants said of what lies there. The
 * address is sealed; searches begun from now on ask them.
 */
export const setManualSource = command({
  permission: 'source:set',
  input: z.object({
    key: keyField,
    label: said(),
    address: addressField,
    locale: localeField,
    days: z.coerce.number({ error: 'owner.days' }).int('owner.days').min(1, 'owner.days').max(60, 'owner.days'),
    purpose: said(),
    legalBasis: said(),
    origin: said(),
    recipients,
    asked: z.enum(['yes', 'no']).default('yes'),
    sensitivity: z.enum(['plain', 'sensitive', 'special'], { error: 'owner.sensitivity-missing' }),
  }),
  async run({ tx, now }, { key, address, locale, days, asked: answer, ...facts }) {
    const known = (await readSources(tx)).find(one => one.key === key)
    if (known && known.kind !== manualKind) return invalid({ key: ['source.key-taken'] })
    const asked = answer === 'yes'
    const map = ownerMap(key, facts)
    await upsertSource(tx, { key, kind: manualKind, connectionVariable: '', map, addedAt: now })
    await upsertOwner(tx, { source: key, address: sealOwner(key, address), locale, days, asked })
    const mapSha256 = createHash('sha256').update(map).digest('hex')
    const stream = `source:${key}`
    return {
      ok: true,
      value: undefined,
      events: [
        ofHouse(stream, { type: 'source-set', source: key, kind: manualKind, mapSha256 }),
        ofHouse(stream, { type: 'source-owner-set', source: key, days, asked }),
      ],
    }
  },
})
