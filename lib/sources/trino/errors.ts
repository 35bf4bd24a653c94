import { type ReasonCode, reason, SourceFailure } from '../reason.ts'

const byName: { [name: string]: ReasonCode } = {
  TABLE_NOT_FOUND: 'table-missing',
  SCHEMA_NOT_FOUND: 'table-missing',
  CATALOG_NOT_FOUND: 'table-missing',
  COLUMN_NOT_FOUND: 'column-missing',
  PERMISSION_DENIED: 'permission-denied',
  TYPE_MISMATCH: 'type-mismatch',
  INVALID_CAST_ARGUMENT: 'type-mismatch',
  EXCEEDED_TIME_LIMIT: 'timeout',
  EXCEEDED_CPU_LIMIT: 'timeout',
  QUERY_QUEUE_FULL: 'source-overloaded',
  CLUSTER_OUT_OF_MEMORY: 'source-overloaded',
  EXCEEDED_GLOBAL_MEMORY_LIMIT: 'source-overloaded',
  EXCEEDED_LOCAL_MEMORY_LIMIT: 'source-overloaded',
  NO_NODES_AVAILABLE: 'source-overloaded',
  SERVER_STARTING_UP: 'source-unavailable',
  SERVER_SHUTTING_DOWN: 'source-unavailable',
  QUERY_TEXT_TOO_LARGE: 'statement-too-long',
}

/** Why a statement failed, by the name of Trino's error alone: its sentence may quote a value. */
export const failureOf = (name: unknown): SourceFailure => {
  if (typeof name !== 'string' || !/^[A-Z][A-Z0-9_]{0,60}$/.test(name)) return new SourceFailure(reason('source-error'))
  const known = Object.hasOwn(byName, name) ? byName[name] : undefined
  return new SourceFailure(known ? reason(known) : reason('source-error', name))
}
