import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { publishedAuthorities } from './authorities.ts'
import { putCorrection } from './authority-store.ts'

const line = (key: string) => z.string().trim().min(3, `${key}.missing`).max(200, `${key}.too-long`)

/** Puts in place of a delivered entry what an admin read at the authority's own address that day; letters from now on name it so. */
export const correctAuthority = command({
  permission: 'organisation:set',
  input: z.object({
    id: z.string(),
    name: line('authority'),
    url: z.url({ protocol: /^https$/, error: 'authority-url.not-https' }),
    source: line('source'),
  }),
  async run({ tx, now, actor }, { id, name, url, source }) {
    if (!publishedAuthorities.some(one => one.id === id)) return refuse('not-found')
    const checkedOn = now.toZonedDateTimeISO('UTC').toPlainDate()
    await putCorrection(tx, { id, name, url, source, checkedOn, by: actor.id })
    const sha256 = createHash('sha256').update(JSON.stringify({ name, url, source })).digest('hex')
    return {
      ok: true,
      value: undefined,
      events: [ofHouse('authorities', { type: 'authority-corrected', authority: id, sha256 })],
    }
  },
})
