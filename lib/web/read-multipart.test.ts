import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrokenForm, boundaryOf, readMultipart } from './read-multipart.ts'

async function* cut(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  let from = 0
  for (let turn = 0; from < bytes.length; turn++) {
    const length = lengths[turn % lengths.length]!
    yield bytes.subarray(from, from + length)
    from += length
  }
}

const read = async (body: AsyncIterable<Buffer>, boundary: string) => {
  const parts: { name: string; fileName: string | null; content: Buffer }[] = []
  for await (const { name, fileName, content } of readMultipart(body, boundary)) {
    const chunks: Buffer[] = []
    for await (const chunk of content) chunks.push(chunk)
    parts.push({ name, fileName, content: Buffer.concat(chunks) })
  }
  return parts
}

/** The form as the browser's own encoder writes it. */
const encoded = async (form: FormData) => {
  const response = new Response(form)
  const boundary = boundaryOf(response.headers.get('content-type')!)!
  return { boundary, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('a posted form', () => {
  test('is read to the byte, however it is cut on its way, and whatever looks like a boundary in a file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.uint8Array({ maxLength: 300 })), {
          maxLength: 4,
        }),
        fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 8 }),
        async (files, lengths) => {
          const form = new FormData()
          const trap = Buffer.from('\r\n--\r\n------formdata-undici-0\r\n\r\n--')
          form.append('note', 'plain')
          for (const [name, content] of files)
            form.append('files', new File([trap, content as Uint8Array<ArrayBuffer>], name))
          const { boundary, bytes } = await encoded(form)
          const parts = await read(cut(bytes, lengths), boundary)
          expect(parts.map(({ content }) => content)).toEqual([
            Buffer.from('plain'),
            ...files.map(([, content]) => Buffer.concat([trap, content])),
          ])
          // What has no UTF-8 form no browser can send; line breaks it writes as it likes.
          const sent = (name: string | null) =>
            Buffer.from(name ?? '')
              .toString()
              .replace(/\r\n|\r|\n/g, '\n')
          expect(parts.slice(1).map(({ fileName }) => sent(fileName))).toEqual(files.map(([name]) => sent(name)))
        },
      ),
      { numRuns: 60 },
    )
  })

  test('that ends too early, has no name or a head without end is refused', async () => {
    const whole = Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nhello\r\n--b--\r\n',
    )
    expect(await read(cut(whole, [5]), 'b')).toEqual([{ name: 'files', fileName: 'a', content: Buffer.from('hello') }])
    for (let length = 0; length < whole.length - 4; length++)
      await expect(read(cut(whole.subarray(0, length), [9]), 'b'), `${length}`).rejects.toThrow(BrokenForm)
    await expect(read(cut(Buffer.from('--b\r\nX: y\r\n\r\nz\r\n--b--'), [4]), 'b')).rejects.toThrow('no name')
    await expect(read(cut(Buffer.from(`--b\r\n${'x'.repeat(40_000)}`), [999]), 'b')).rejects.toThrow('too long')
  })

  test('passes over a part that nobody reads, and never holds a large file at once', async () => {
    const large = new Uint8Array(randomBytes(1024 * 1024))
    const form = new FormData()
    form.append('files', new File([large], 'large.bin'))
    form.append('after', 'still here')
    const { boundary, bytes } = await encoded(form)
    let longest = 0
    const seen: string[] = []
    for await (const { name, content } of readMultipart(cut(bytes, [16_384]), boundary)) {
      seen.push(name)
      if (name === 'after') continue
      const hash = createHash('sha256')
      for await (const chunk of content) {
        longest = Math.max(longest, chunk.length)
        hash.update(chunk)
      }
      expect(hash.digest('hex')).toBe(createHash('sha256').update(large).digest('hex'))
    }
    expect(seen).toEqual(['files', 'after'])
    expect(longest).toBeLessThanOrEqual(17_000)
  })
})

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['multipart/form-data; charset=utf-8; boundary="a b"', 'a b'],
  ['Multipart/Form-Data;boundary=x', 'x'],
  ['application/x-www-form-urlencoded', null],
  ['text/plain; boundary=abc', null],
  [undefined, null],
])('of %j the boundary is %j', (type, boundary) => {
  expect(boundaryOf(type)).toBe(boundary)
})
