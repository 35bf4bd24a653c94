import { desc, eq, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { HouseEvent } from '#lib/history/events.ts'
import { historyEvents } from '#lib/history/table.ts'
import { type Colleague, readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { type SettingKey, type Settings, settingKeys } from './settings.ts'
import { readSettings } from './settings-store.ts'

export type SettingChange = { at: Temporal.Instant; by: Colleague | null; before: string; after: string }
export type ShownSetting = { key: SettingKey; value: Settings[SettingKey]; changes: SettingChange[] }

/** As many changes as are shown of all settings together, newest first: the history keeps every one. */
const most = 200

/** Every setting, what it is now, and when and by whom it was changed. */
export const viewPortalSettings = view({
  permission: 'setting:read',
  async run({ tx }, _query: undefined): Promise<ShownSetting[]> {
    const now = await readSettings(tx)
    const staff = await readStaff(tx)
    const told = await tx
      .select({ at: historyEvents.at, actor: historyEvents.actor, data: historyEvents.data })
      .from(historyEvents)
      .where(
        sql`${historyEvents.stream} = any(${sql.param(streams)}::text[]) and ${eq(historyEvents.type, 'setting-changed')}`,
      )
      .orderBy(desc(historyEvents.at), desc(historyEvents.version))
      .limit(most)
    const changes = told.map(({ at, actor, data }) => {
      const { setting, before, after } = data as Extract<HouseEvent, { type: 'setting-changed' }>
      return { setting, at, by: staff.get(actor.split(':')[1] ?? '') ?? null, before, after }
    })
    return settingKeys.map(key => ({
      key,
      value: now[key],
      changes: changes.filter(({ setting }) => setting === key).map(({ setting: _setting, ...change }) => change),
    }))
  },
})

const streams = settingKeys.map(key => `setting:${key}`)
