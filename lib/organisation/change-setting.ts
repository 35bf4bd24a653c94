import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { readSettingValue, settingKeys } from './settings.ts'
import { lockSetting, writeSetting } from './settings-store.ts'

/** An admin changes one setting. The history says from what to what; a setting holds from the next decision on and rewrites none. */
export const changeSetting = command({
  permission: 'setting:change',
  input: z.object({ setting: z.enum(settingKeys), value: z.string() }),
  async run(scope, { setting, value: typed }) {
    const value = readSettingValue(setting, typed)
    if (value === undefined) return invalid({ value: ['setting.impossible'] })
    const before = await lockSetting(scope, setting)
    if (before === value) return refuse('already-done')
    await writeSetting(scope, setting, value)
    const event = { type: 'setting-changed' as const, setting, before: String(before), after: String(value) }
    return { ok: true, value: undefined, events: [ofHouse(`setting:${setting}`, event)] }
  },
})
