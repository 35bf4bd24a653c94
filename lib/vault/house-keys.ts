import { config } from '#lib/config/config.ts'
import type { VaultPlace } from '#lib/config/vault-place.ts'
import { keyedHash, openColumn, openJson, sealColumn, sealJson } from './column.ts'
import { type Keyring, keyring } from './keyring.ts'
import { openVault, type Vault } from './vault.ts'

/** The secrets of one process, 32 bytes each; where several are given the first seals and any opens. */
export type HouseSecrets = {
  seal: Uint8Array[]
  hash: Uint8Array
  vault: Uint8Array[]
  signing: Uint8Array
  vaultRoot: VaultPlace
}

type HouseKeys = { columns: Keyring; hash: Uint8Array; signing: Uint8Array; vault: Vault }

let keys: HouseKeys | undefined

/** Gives this process its keys. They live outside the database: a dump of it reveals nothing. */
export function giveKeys(secrets: HouseSecrets): void {
  keys = {
    columns: keyring(secrets.seal, 'column'),
    hash: secrets.hash,
    signing: secrets.signing,
    vault: openVault({ root: secrets.vaultRoot, wrappingKeys: secrets.vault }),
  }
}

/** The keys of this process: those it was given (tests), else those of the environment, read at first use. @throws {ClearLine} */
export function houseKeys(): HouseKeys {
  if (!keys) {
    const { seal, hash, vault, signing } = config().keys
    giveKeys({ seal, hash, vault, signing, vaultRoot: config().vault })
  }
  return keys!
}

export const houseVault = (): Vault => houseKeys().vault

/** Seals a text for one column of one row; `context` is `table.column:id`. */
export const sealText = (context: string, text: string): Uint8Array => sealColumn(houseKeys().columns, context, text)
export const openText = (context: string, sealed: Uint8Array): string =>
  openColumn(houseKeys().columns, context, sealed)
export const sealValue = (context: string, value: unknown): Uint8Array => sealJson(houseKeys().columns, context, value)
export const openValue = (context: string, sealed: Uint8Array): unknown =>
  openJson(houseKeys().columns, context, sealed)

/** Keyed hash by which a sealed value is found again: equal values, equal hashes, within one domain only. */
export const hashOf = (
  domain: 'address' | 'token' | 'session' | 'record' | 'origin' | 'fact' | 'known',
  value: string,
): Uint8Array => keyedHash(houseKeys().hash, domain, value)
