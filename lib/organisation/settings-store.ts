import { eq } from 'drizzle-orm'
import type { Scope, Tx } from '#lib/db/begin.ts'
import { firstSettings, readSettingValue, type SettingKey, type Settings } from './settings.ts'
import { settingRows } from './table.ts'

/** Step: one setting as it stands. @throws when the table holds what the setting cannot be: a hand at the database. */
export async function readSetting<Key extends SettingKey>(tx: Tx, key: Key): Promise<Settings[Key]> {
  const [row] = await tx.select().from(settingRows).where(eq(settingRows.key, key))
  return row ? understood(key, row.value) : firstSettings[key]
}

/** Step: every setting as it stands. Rows of settings that are no more are left alone. */
export async function readSettings(tx: Tx): Promise<Settings> {
  const stored = await tx.select().from(settingRows)
  const known = stored.filter((row): row is typeof row & { key: SettingKey } => row.key in firstSettings)
  return { ...firstSettings, ...Object.fromEntries(known.map(({ key, value }) => [key, understood(key, value)])) }
}

/** As readSetting, and nobody else changes it until this transaction ends: of two admins each is told what really changed. */
export async function lockSetting<Key extends SettingKey>({ tx, now }: Scope, key: Key): Promise<Settings[Key]> {
  await tx.insert(settingRows).values({ key, value: firstSettings[key], changedAt: now }).onConflictDoNothing()
  const [row] = await tx.select().from(settingRows).where(eq(settingRows.key, key)).for('update')
  return understood(key, row!.value)
}

export const writeSetting = <Key extends SettingKey>({ tx, now }: Scope, key: Key, value: Settings[Key]) =>
  tx
    .insert(settingRows)
    .values({ key, value, changedAt: now })
    .onConflictDoUpdate({ target: settingRows.key, set: { value, changedAt: now } })

function understood<Key extends SettingKey>(key: Key, stored: unknown): Settings[Key] {
  const value = readSettingValue(key, stored)
  if (value === undefined) throw new Error(`The setting ${key} holds what it cannot be.`)
  return value
}
