import type { S3Client } from '@aws-sdk/client-s3'
import { ClearLine } from '#lib/config/clear-line.ts'
import type { S3Place } from '#lib/config/vault-place.ts'
import { VaultUnreachable } from './faults.ts'

type Sdk = typeof import('@aws-sdk/client-s3')
export type S3 = { sdk: Sdk; client: S3Client }

/** How often one call is tried, and how long one try may take. */
export type Persistence = { attempts: number; timeoutMs: number }

export const usualPersistence: Persistence = { attempts: 5, timeoutMs: 30_000 }

export async function connectS3(place: S3Place, { attempts, timeoutMs }: Persistence): Promise<S3> {
  const sdk = await loadSdk()
  const client = new sdk.S3Client({
    region: place.region,
    maxAttempts: attempts,
    // Not every store knows the newer checksums; the signature covers the bytes, and the seal proves them again.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(5_000, timeoutMs),
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: timeoutMs,
    },
    ...(place.endpoint ? { endpoint: place.endpoint, forcePathStyle: true } : {}),
    ...(place.credentials ? { credentials: place.credentials } : {}),
  })
  return { sdk, client }
}

/** Loaded only where a bucket is configured: it is an optional dependency. */
async function loadSdk(): Promise<Sdk> {
  const name = '@aws-sdk/client-s3'
  try {
    return (await import(/* turbopackIgnore: true */ /* webpackIgnore: true */ name)) as Sdk
  } catch {
    throw new ClearLine(`DOSSIER_VAULT_URL needs the package ${name}: npm install (without --omit=optional).`)
  }
}

/** The HTTP status of a refusal; undefined when nobody answered. */
export const statusOf = (thrown: unknown): number | undefined => {
  if (typeof thrown !== 'object' || thrown === null || !('$metadata' in thrown)) return undefined
  return (thrown as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
}

/** The store's own word for what it refused (`NoSuchUpload`), or the system's for a broken line (`ECONNREFUSED`). */
export const codeOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return 'unknown'
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : thrown.name
  return /^[A-Za-z0-9_]{1,60}$/.test(code) ? code : 'unknown'
}

/** A code and a place: the store's sentence may hold names of its own. */
export const unreachable = (place: string, thrown: unknown): VaultUnreachable =>
  thrown instanceof VaultUnreachable ? thrown : new VaultUnreachable(place, statusOf(thrown) ?? codeOf(thrown))
