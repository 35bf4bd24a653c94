import type { Log } from '#lib/config/log.ts'
import { renewHouse } from './client.ts'

/**
 * When a backend dies, postgres.js may still have a write scheduled for the socket that is gone. It throws a TypeError out of a timer,
 * where no query's promise can catch it, and would end web or worker. The pool it happened in is stuck from then on and is replaced.
 */
export const isDriverFault = (fault: unknown): boolean =>
  fault instanceof TypeError &&
  /^Cannot read properties of (?:null|undefined) \(reading '\w+'\)$/.test(fault.message) &&
  /\/node_modules\/postgres\/(?:src|cjs\/src|cf\/src)\/connection\.js/.test(firstFrame(fault))

/**
 * Keeps this process alive through that one fault, and through nothing else: any other uncaught exception or rejection is logged
 * its message and ends the process with status 1.
 */
export function trapDriverFaults(
  log: Log,
  exit: (status: number) => void = status => process.exit(status),
): () => void {
  const trap = (fault: unknown) => {
    if (isDriverFault(fault)) {
      log.warn('database-driver-fault', { fault })
      return renewHouse()
    }
    log.error('uncaught', { fault })
    exit(1)
  }
  process.on('uncaughtException', trap)
  return () => process.off('uncaughtException', trap)
}

const firstFrame = (fault: Error): string => (fault.stack ?? '').split('\n').find(line => /^\s+at /.test(line)) ?? ''
