import { reason, SourceFailure } from '../reason.ts'

/** No line of a log is longer; one that is would have to be held in memory whole. */
const longest = 1 << 25

const newline = 0x0a

/** Cuts a stream of bytes where lines end. The last line may lack its end. */
export async function* blocksOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let held = 0
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(newline)
    if (end < 0) {
      rest.push(chunk)
      held += chunk.length
      if (held > longest) throw new SourceFailure(reason('file-damaged'))
      continue
    }
    const whole = chunk.subarray(0, end + 1)
    yield rest.length === 0 ? whole : Buffer.concat([...rest, whole])
    const left = chunk.subarray(end + 1)
    rest = left.length === 0 ? [] : [left]
    held = left.length
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}
