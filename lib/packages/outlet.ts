import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'

const chunkSize = 64 * 1024

/**
 * Where a writer puts its bytes. `put` never waits; `room` waits while the reader is behind, and throws once the reader has gone,
 * so that a writer can neither run ahead of a slow vault nor hang on a broken one. The bytes are hashed where they are made: what
 * the manifest says does not depend on what a reader does with them.
 */
export class Outlet {
  readonly readable: Readable
  bytes = 0
  private hash = createHash('sha256')
  private pending: Buffer[] = []
  private size = 0
  private full = false
  private wake: () => void = () => {}

  constructor() {
    this.readable = new Readable({
      highWaterMark: chunkSize,
      read: () => {
        this.full = false
        this.wake()
      },
      destroy: (error, done) => {
        this.wake()
        done(error)
      },
    })
    // A failure is told by `room` and by whoever reads; without a reader it must not end the process.
    this.readable.on('error', () => {})
  }

  put(bytes: Uint8Array | string): void {
    const buffer =
      typeof bytes === 'string'
        ? Buffer.from(bytes, 'utf8')
        : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.bytes += buffer.length
    this.pending.push(buffer)
    this.size += buffer.length
    if (this.size >= chunkSize) this.flush()
  }

  async room(): Promise<void> {
    while (this.full && !this.readable.destroyed) {
      await new Promise<void>(resolve => {
        this.wake = resolve
      })
    }
    if (this.readable.destroyed) throw this.readable.errored ?? new Error('the reader of a package file went away')
  }

  end(): void {
    this.flush()
    this.readable.push(null)
  }

  /** The SHA-256 of all bytes, in hexadecimal; to be asked once, after the end. */
  sha256(): string {
    return this.hash.digest('hex')
  }

  private flush(): void {
    if (this.size === 0) return
    const bytes = Buffer.concat(this.pending)
    this.hash.update(bytes)
    // Readable.push answers false when its buffer is full; `read` is called again once there is room.
    if (!this.readable.push(bytes)) this.full = true
    this.pending = []
    this.size = 0
  }
}
