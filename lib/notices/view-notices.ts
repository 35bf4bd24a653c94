import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { inForce } from './in-force.ts'
import { isReader, type NoticeRow, readNotices } from './store.ts'

export type Notices = {
  versions: NoticeRow[]
  /** The version in force today, in the organisation's zone. */
  present: NoticeRow | undefined
  zone: string
  /** Whether the person who asks is told of changes; nobody knows of a visitor. */
  follows: boolean
}

/** Every version of the privacy notice, and which of them counts today. */
export const viewNotices = view({
  permission: 'notice:read',
  async run({ tx, now, actor }, _query: undefined): Promise<Notices> {
    const zone = (await readOrganisation(tx))?.zone ?? 'UTC'
    const versions = await readNotices(tx)
    const today = now.toZonedDateTimeISO(zone).toPlainDate()
    const follows = actor.kind === 'person' && (await isReader(tx, actor.id))
    return { versions, present: inForce(versions, today), zone, follows }
  },
})
