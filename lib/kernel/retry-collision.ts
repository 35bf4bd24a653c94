const collisions = new Set(['40001', '40P01'])

/** PostgreSQL's own word that two transactions met and this one was undone whole (serialisation failure, deadlock). */
const isCollision = (fault: unknown): boolean => {
  for (let at: unknown = fault; at instanceof Error; at = at.cause) {
    if ('code' in at && collisions.has(String(at.code))) return true
  }
  return false
}

/** Runs again, up to three times, what the database undid because of somebody else. Anything else passes through. */
export async function retryCollision<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (fault) {
      if (attempt === 3 || !isCollision(fault)) throw fault
    }
  }
}
