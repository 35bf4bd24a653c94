/** One part of a form: a file has the name it came with, a field has none. `content` is read before the next part is asked for. */
export type FormPart = { name: string; fileName: string | null; content: AsyncGenerator<Buffer> }

/** The body is no form, or ends in the middle of one. */
export class BrokenForm extends Error {}

const largestHead = 16 * 1024

/** The boundary that a Content-Type names; null where it is no form with files (RFC 7578, RFC 2046 section 5.1.1). */
export function boundaryOf(contentType: string | undefined): string | null {
  const found = /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(
    contentType ?? '',
  )
  return found?.[1] ?? found?.[2] ?? null
}

/**
 * Reads a posted form part by part as it arrives, in memory that does not grow with its files. A file is taken as the bytes that came:
 * nothing is decoded. Throws BrokenForm.
 */
export async function* readMultipart(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const reader = new FormReader(body, boundary)
  // What stands before the first boundary is nobody's.
  await drain(reader.upToBoundary())
  while (await reader.hasPart()) {
    const part = readHead(await reader.head())
    const content = reader.upToBoundary()
    yield { ...part, content }
    await drain(content)
  }
}

async function drain(content: AsyncGenerator<Buffer>): Promise<void> {
  for await (const _chunk of content);
}

class FormReader {
  /** The first boundary stands at the very beginning, without the line break that all others have before them. */
  private held: Buffer = Buffer.from('\r\n')
  private readonly source: AsyncIterator<Uint8Array>
  private readonly delimiter: Buffer

  constructor(body: AsyncIterable<Uint8Array>, boundary: string) {
    this.source = body[Symbol.asyncIterator]()
    this.delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1')
  }

  /** Everything before the next boundary, which is passed over. */
  async *upToBoundary(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.held.indexOf(this.delimiter)
      const until = at >= 0 ? at : Math.max(0, this.held.length - this.delimiter.length + 1)
      const content = this.held.subarray(0, until)
      this.held = this.held.subarray(at >= 0 ? at + this.delimiter.length : until)
      if (content.length > 0) yield content
      if (at >= 0) return
      await this.more()
    }
  }

  /** Whether the boundary that was just passed opens a part, or is the last one. */
  async hasPart(): Promise<boolean> {
    while (this.held.length < 2) await this.more()
    return this.held.subarray(0, 2).toString('latin1') !== '--'
  }

  async head(): Promise<string> {
    for (;;) {
      const end = this.held.indexOf('\r\n\r\n')
      if (end >= 0) {
        const text = this.held.subarray(0, end).toString('utf8')
        this.held = this.held.subarray(end + 4)
        return text
      }
      if (this.held.length > largestHead) throw new BrokenForm('The head of a part is too long.')
      await this.more()
    }
  }

  private async more(): Promise<void> {
    const next = await this.source.next()
    if (next.done) throw new BrokenForm('The form ends too early.')
    this.held = Buffer.concat([this.held, next.value])
  }
}

function readHead(head: string): { name: string; fileName: string | null } {
  const disposition = head.split('\r\n').find(line => /^content-disposition\s*:/i.test(line)) ?? ''
  const name = parameter(disposition, 'name')
  if (name === null) throw new BrokenForm('A part has no name.')
  return { name, fileName: parameter(disposition, 'filename') }
}

/** Browsers write `"`, CR and LF of a name as %22, %0D and %0A, and nothing else (HTML, multipart/form-data encoding algorithm). */
const parameter = (disposition: string, key: string): string | null => {
  const found = new RegExp(`;\\s*${key}="([^"]*)"`, 'i').exec(disposition)
  return found
    ? found[1]!.replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : null
}
