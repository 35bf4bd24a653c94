import { type Embedded, startEmbedded } from '#lib/db/embedded.ts'
import type { Io } from './command.ts'
import type { Running } from './keep-running.ts'

/** Runs the embedded database of `directory` and starts it again when it goes away by itself; `lost` hears when that fails. */
export async function keepDatabase(
  directory: string,
  say: Io['say'],
  lost: (why: string) => void,
): Promise<Running & { embedded: Embedded }> {
  let stopping = false
  let revival: Promise<void> | undefined
  let embedded = await startEmbedded(directory, { lost: () => revive() })
  const first = embedded

  function revive(): void {
    if (stopping) return
    say('The database stopped; starting it again.')
    revival = startEmbedded(directory, { lost: () => revive() }).then(
      again => {
        embedded = again
        // Web and worker know one address. Somebody took its port in the meantime: they must be told anew.
        if (again.port !== first.port) lost('The port of the database was taken meanwhile; start again.')
      },
      (fault: Error) => lost(fault.message),
    )
  }

  const stop = async () => {
    stopping = true
    await revival
    await embedded.stop()
  }
  return { embedded: first, stop }
}
