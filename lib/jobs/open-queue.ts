import { Pool } from 'pg'
import type { Log } from '#lib/config/log.ts'

/**
 * Connections that speak as the queue's role and see the queue and the heartbeats, nothing else. Their number: one for each job that is
 * being marked done, one that listens, one for cron, one for the heart.
 */
export function openQueue(databaseUrl: string, concurrency: number, log: Log): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    options: '-c role=dossier_queue -c statement_timeout=30000',
    application_name: 'dossier queue',
    max: concurrency + 3,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    // The server may be frozen or the network half open: then its own statement_timeout never comes.
    query_timeout: 40_000,
  })
  // Without a listener a lost connection would end the process; the pool replaces it by itself.
  const lost = (fault: unknown) => log.warn('queue-connection-lost', { fault })
  pool.on('error', lost)
  pool.on('connect', client => client.on('error', lost))
  return pool
}
