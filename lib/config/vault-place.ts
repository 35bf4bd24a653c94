import { isAbsolute } from 'node:path'

/** A bucket, and what stands before every name in it. Without `credentials` the machine's own role is used. */
export type S3Place = {
  bucket: string
  prefix: string
  /** Of a store that is not Amazon's. */
  endpoint: string | undefined
  region: string
  credentials: { accessKeyId: string; secretAccessKey: string } | undefined
}

/** Where the sealed files lie: a directory, or a bucket of an S3-compatible store. */
export type VaultPlace = string | S3Place

export const vaultVariables = [
  'DOSSIER_VAULT',
  'DOSSIER_VAULT_URL',
  'DOSSIER_VAULT_ENDPOINT',
  'DOSSIER_VAULT_REGION',
  'DOSSIER_VAULT_ACCESS_KEY',
  'DOSSIER_VAULT_SECRET_KEY',
] as const

type VaultVariable = (typeof vaultVariables)[number]
type Read = { place: VaultPlace } | { variable: VaultVariable; sentence: string }

/** Exactly one of DOSSIER_VAULT and DOSSIER_VAULT_URL; the others belong to the second. */
export function readVaultPlace(env: { readonly [name in VaultVariable]?: string | undefined }): Read {
  const no = (variable: VaultVariable, sentence: string) => ({ variable, sentence })
  const url = env.DOSSIER_VAULT_URL
  if (!url) {
    const stray = vaultVariables.slice(2).find(name => env[name])
    if (stray) return no(stray, 'is set without DOSSIER_VAULT_URL, which it belongs to.')
    if (!env.DOSSIER_VAULT)
      return no('DOSSIER_VAULT', 'is missing, and so is DOSSIER_VAULT_URL; .env.example says what they are for.')
    return isAbsolute(env.DOSSIER_VAULT)
      ? { place: env.DOSSIER_VAULT }
      : no('DOSSIER_VAULT', 'must be the absolute path of a directory.')
  }
  if (env.DOSSIER_VAULT) return no('DOSSIER_VAULT', 'and DOSSIER_VAULT_URL are both set: there is one vault.')
  const [, bucket, prefix = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/((?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_-]+)?\/?)?$/.exec(url) ?? []
  if (!bucket) return no('DOSSIER_VAULT_URL', 'must be s3://BUCKET or s3://BUCKET/PREFIX.')
  const endpoint = env.DOSSIER_VAULT_ENDPOINT
  if (endpoint && !isSafeOrigin(endpoint))
    return no('DOSSIER_VAULT_ENDPOINT', 'must be the https address of the store, without path.')
  if (!endpoint && !env.DOSSIER_VAULT_REGION)
    return no('DOSSIER_VAULT_REGION', 'is missing: name the region, or another store by DOSSIER_VAULT_ENDPOINT.')
  const { DOSSIER_VAULT_ACCESS_KEY: access, DOSSIER_VAULT_SECRET_KEY: secret } = env
  if (access && !secret) return no('DOSSIER_VAULT_SECRET_KEY', 'is missing although DOSSIER_VAULT_ACCESS_KEY is set.')
  if (secret && !access) return no('DOSSIER_VAULT_ACCESS_KEY', 'is missing although DOSSIER_VAULT_SECRET_KEY is set.')
  return {
    place: {
      bucket,
      prefix: prefix && `${prefix}/`,
      endpoint,
      region: env.DOSSIER_VAULT_REGION || 'us-east-1',
      credentials: access && secret ? { accessKeyId: access, secretAccessKey: secret } : undefined,
    },
  }
}

// Names of requests and sizes are seen on the way, and a stranger's answer would be believed: plain http only on this machine.
function isSafeOrigin(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const url = new URL(endpoint)
  const local = url.hostname === '127.0.0.1' || url.hostname === 'localhost'
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  return bare && (url.protocol === 'https:' || (local && url.protocol === 'http:'))
}
