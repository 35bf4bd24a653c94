import type pg from 'pg'

/**
 * Takes one row: the body of a DataRow message (PostgreSQL protocol, Message Formats) from `at` on, which is the number of values (16 bits) and of
 * each its length (32 bits, −1 for none) and its bytes. The bytes are lent: who keeps something of them copies it.
 */
export type TakeRow = (bytes: Buffer, at: number) => void

type Listener = (bytes: Buffer) => void

const headLength = 5
const dataRow = 'D'.charCodeAt(0)
const readyForQuery = 'Z'.charCodeAt(0)

/**
 * The next rows of a cursor, handed on as bytes while they come. The driver's own queries make a text of every value and keep all rows until the
 * last; so rows are taken out of the connection before it reads them, and it reads all else as ever. By the protocol's own Execute, not by SQL:
 * the server puts all rows of a FETCH aside, on its disk if they are many, before it sends the first.
 */
export class NextRows implements pg.Submittable {
  readonly #cursor: string
  readonly #rows: number
  readonly #take: TakeRow
  #failed = false
  #stream: pg.Connection['stream'] | undefined
  #reading: Listener[] = []
  /** What has come of a message that was cut: its bytes, and how many there are. */
  #begun: Buffer[] = []
  #length = 0
  /** The driver puts its time-out around it. */
  callback: (error: Error | null) => void

  /** `cursor` was declared in the same transaction; no more than so many rows of it are taken. */
  constructor(cursor: string, rows: number, take: TakeRow, told: (error: Error | null) => void) {
    this.#cursor = cursor
    this.#rows = rows
    this.#take = take
    this.callback = told
  }

  submit(connection: pg.Connection): void {
    const { stream } = connection
    this.#stream = stream
    this.#reading = stream.listeners('data') as Listener[]
    stream.on('data', this.#receive)
    for (const one of this.#reading) stream.removeListener('data', one)
    connection.execute({ portal: this.#cursor, rows: String(this.#rows) }, true)
    connection.sync()
  }

  readonly #receive = (bytes: Buffer): void => {
    const from = this.#length === 0 ? 0 : this.#finish(bytes)
    let at = from
    while (at + headLength <= bytes.length) {
      const end = endOf(bytes, at)
      if (end > bytes.length) break
      this.#message(bytes, at, end)
      at = end
    }
    if (at < bytes.length) this.#begin(bytes.subarray(at))
  }

  #begin(part: Buffer): void {
    this.#begun.push(part)
    this.#length += part.length
  }

  /** Puts together the message that was cut, as far as `bytes` go, and says from where on they are something else. */
  #finish(bytes: Buffer): number {
    let at = 0
    const take = (wanted: number) => {
      const end = Math.min(bytes.length, at + wanted - this.#length)
      this.#begin(bytes.subarray(at, end))
      at = end
      return this.#length === wanted
    }
    if (this.#length < headLength && !take(headLength)) return at
    if (this.#begun[0]!.length < headLength) this.#begun = [Buffer.concat(this.#begun)]
    const end = endOf(this.#begun[0]!, 0)
    if (!take(end)) return at
    const whole = Buffer.concat(this.#begun)
    this.#begun = []
    this.#length = 0
    this.#message(whole, 0, end)
    return at
  }

  #message(bytes: Buffer, at: number, end: number): void {
    const type = bytes[at]
    if (type === dataRow) {
      this.#row(bytes, at + headLength)
      return
    }
    const reading = this.#reading
    // Before the driver is told: it may begin the next statement at once.
    if (type === readyForQuery) this.#leave()
    for (const one of reading) one(bytes.subarray(at, end))
  }

  /** A row that cannot be held fails these rows, not the process. */
  #row(bytes: Buffer, at: number): void {
    if (this.#failed) return
    try {
      this.#take(bytes, at)
    } catch (thrown) {
      this.handleError(thrown as Error)
    }
  }

  #leave(): void {
    for (const one of this.#reading) this.#stream?.on('data', one)
    this.#stream?.removeListener('data', this.#receive)
  }

  /** There are more rows. */
  handlePortalSuspended(): void {}

  /** There are none. */
  handleCommandComplete(): void {}

  handleError(error: Error): void {
    if (this.#failed) return
    this.#failed = true
    this.callback(error)
  }

  handleReadyForQuery(): void {
    if (!this.#failed) this.callback(null)
  }
}

/** Where a message that begins at `at` ends: its type, then its length without that. */
const endOf = (bytes: Buffer, at: number): number => at + 1 + bytes.readUInt32BE(at + 1)
