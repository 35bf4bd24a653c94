/** A whole number between two bounds, or a yes or no; and what holds until an admin sets it. */
type Kind = { kind: 'number'; first: number; least: number; most: number } | { kind: 'flag'; first: boolean }

/**
 * Every setting of the portal. A new one is a member here and its words in `settings.json` (what it is called, what it does); the page, the
 * verb and the history follow.
 */
export const settings = {
  /** Days a released copy can be downloaded before it and its key are destroyed. */
  'download-days': { kind: 'number', first: 30, least: 1, most: 365 },
  /** Whether a package is released by somebody else than who had it prepared. The database asks too. */
  'four-eyes-release': { kind: 'flag', first: false },
} as const satisfies { [key: string]: Kind }

export type SettingKey = keyof typeof settings
export const settingKeys = Object.keys(settings) as SettingKey[]

type ValueOf<K extends Kind> = K extends { kind: 'flag' } ? boolean : number

export type Settings = { -readonly [key in SettingKey]: ValueOf<(typeof settings)[key]> }

/** What stands where nobody has set anything. */
export const firstSettings = Object.fromEntries(settingKeys.map(key => [key, settings[key].first])) as Settings

/** Reads what was typed or stored; undefined when the setting cannot be that. */
export function readSettingValue<Key extends SettingKey>(key: Key, raw: unknown): Settings[Key] | undefined {
  const kind: Kind = settings[key]
  const value = readAs(kind, raw)
  return value as Settings[Key] | undefined
}

function readAs(kind: Kind, raw: unknown): number | boolean | undefined {
  switch (kind.kind) {
    case 'flag':
      return raw === true || raw === 'true' ? true : raw === false || raw === 'false' ? false : undefined
    case 'number': {
      const number = typeof raw === 'string' && /^\s*\d{1,6}\s*$/.test(raw) ? Number(raw) : raw
      const fits = Number.isInteger(number) && (number as number) >= kind.least && (number as number) <= kind.most
      return fits ? (number as number) : undefined
    }
  }
}
