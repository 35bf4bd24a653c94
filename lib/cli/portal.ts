import { ClearLine } from '#lib/config/clear-line.ts'
import type { Io } from './command.ts'
import type { Running } from './keep-running.ts'

/** The start was interrupted; what runs already is stopped in order. */
class Interrupted extends Error {}

/** A running (or starting) portal: what belongs to it, and when and why it is over. */
export class Portal {
  private readonly ending = new AbortController()
  private readonly running: Running[] = []
  private readonly say: Io['say']
  private failure: string | undefined

  constructor(say: Io['say']) {
    this.say = say
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, this.end)
  }

  /** Aborted when the portal is to end. */
  get signal(): AbortSignal {
    return this.ending.signal
  }

  /** To be stopped with the portal, before what was added earlier. */
  add(part: Running): void {
    this.running.push(part)
  }

  readonly end = (): void => this.ending.abort(new Interrupted())

  /** Ends the portal with a sentence that says why. */
  readonly fail = (why: string): void => {
    this.failure ??= why
    this.end()
  }

  /** Starts with `start`, then runs until it is ended; stops everything whatever happened. Throws ClearLine with the reason of a failure. */
  async run(start: () => Promise<void>): Promise<void> {
    try {
      await start()
      await new Promise<void>(over => {
        if (this.signal.aborted) over()
        this.signal.addEventListener('abort', () => over())
      })
    } catch (fault) {
      if (!this.signal.aborted) throw fault
    } finally {
      if (this.running.length > 0) this.say('Stopping …')
      for (const part of this.running.reverse()) await part.stop()
    }
    if (this.failure) throw new ClearLine(this.failure)
  }
}
