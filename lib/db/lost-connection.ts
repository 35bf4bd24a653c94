const codes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
])

/** Whether a fault, or what caused it, says that the connection is gone: the driver's codes, or the server's (57P01 to 57P03, class 08). */
export function isLostConnection(fault: unknown): boolean {
  for (let at = fault; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : ''
    if (codes.has(code) || /^(?:57P0[123]|08...)$/.test(code)) return true
  }
  return false
}
