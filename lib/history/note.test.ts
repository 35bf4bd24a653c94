import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkpointText, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts'
import { noteSigner, noteVerifier, openNote, signNote } from './note.ts'

// The key pair and note of the reference implementation's tests (golang.org/x/mod/sumdb/note).
const PUBLISHED = {
  seed: Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1),
  line: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature:
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}
const ORIGIN = 'privacy.example.org/history'
const seed = randomBytes(32)
const signer = noteSigner(ORIGIN, seed)
const known = [noteVerifier(signer.publicLine)]
const root = randomBytes(32)

describe('a signed note', () => {
  test('is byte for byte the published one', () => {
    const published = noteSigner('PeterNeumann', PUBLISHED.seed)
    expect(published.publicLine).toBe(PUBLISHED.line)
    const note = signNote(PUBLISHED.text, [published])
    expect(note).toBe(`${PUBLISHED.text}\n${PUBLISHED.signature}`)
    expect(openNote(note, [noteVerifier(PUBLISHED.line)])).toMatchObject({ ok: true, text: PUBLISHED.text })
  })

  test('opens with a known key beside unknown ones, empty lines in its text included', () => {
    const witness = noteSigner('witness.example.com', randomBytes(32))
    const note = signNote('one\n\ntwo\n', [witness, signer])
    const opened = openNote(note, known)
    expect(opened).toMatchObject({ ok: true, text: 'one\n\ntwo\n' })
    expect(opened.ok && opened.signedBy.map(key => key.name)).toEqual([ORIGIN])
    expect(openNote(note, [noteVerifier(noteSigner(ORIGIN, randomBytes(32)).publicLine)])).toEqual({
      ok: false,
      why: 'unknown-key',
    })
    expect(openNote(note, [])).toEqual({ ok: false, why: 'unknown-key' })
  })

  test('fails with any single bit of it changed', () => {
    const note = Buffer.from(signNote('one\ntwo\n', [signer]), 'utf8')
    for (let bit = 0; bit < note.length * 8; bit++) {
      const altered = Buffer.from(note)
      altered[bit >> 3]! ^= 1 << (bit & 7)
      expect(openNote(altered.toString('utf8'), known).ok, `bit ${bit}`).toBe(false)
    }
  })

  test.each([
    ['nothing', ''],
    ['no signature', 'text\n\n'],
    ['no empty line', `text\n${PUBLISHED.signature}`],
    ['no last newline', `text\n\n${PUBLISHED.signature.trimEnd()}`],
    ['a hyphen for the dash', `text\n\n${PUBLISHED.signature.replace('—', '-')}`],
    ['a control character', `te\0xt\n\n${PUBLISHED.signature}`],
    ['a carriage return', `text\r\n\n${PUBLISHED.signature}`],
    ['a signature without bytes', 'text\n\n— PeterNeumann x08goA==\n'],
    ['loose base64', `text\n\n${PUBLISHED.signature.replace('AM=', 'AN=')}`],
    ['more than a hundred signatures', `text\n\n${PUBLISHED.signature.repeat(101)}`],
  ])('with %s is malformed', (_, note) => {
    expect(openNote(note, [noteVerifier(PUBLISHED.line)])).toEqual({ ok: false, why: 'malformed' })
  })

  test('is not made of a text that could be read in two ways', () => {
    for (const text of ['', 'no newline', 'a\tb\n', '\ud800\n'])
      expect(() => signNote(text, [signer])).toThrow(TypeError)
    for (const name of ['', 'a b', 'a+b', 'a\nb']) expect(() => noteSigner(name, seed)).toThrow(TypeError)
  })
})

describe('a public key line', () => {
  test('is refused when anything in it is altered or cut', () => {
    const line = PUBLISHED.line
    for (let from = 0; from < line.length; from++) {
      for (let to = from + 1; to <= line.length; to++) {
        if (from || to < line.length) expect(() => noteVerifier(line.slice(from, to))).toThrow(TypeError)
      }
    }
    for (let at = 0; at < line.length; at++) {
      const altered = line.slice(0, at) + String.fromCharCode(line.charCodeAt(at) + 1) + line.slice(at + 1)
      expect(() => noteVerifier(altered), altered).toThrow(TypeError)
    }
  })

  test('shows no seed, and neither does a signer or a fault', () => {
    const told = [inspect(signer, { depth: 9, showHidden: true }), signer.publicLine]
    try {
      noteSigner(ORIGIN, seed.subarray(1))
    } catch (error) {
      told.push(inspect(error))
    }
    expect(told).toHaveLength(3)
    for (const text of told) {
      expect(text).not.toContain(seed.toString('hex').slice(2, 18))
      expect(text).not.toContain(seed.toString('base64').slice(2, 18))
    }
  })
})

describe('a checkpoint', () => {
  test('says origin, size and root, and opens with its key alone', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), size => {
        const note = signCheckpoint({ size, root }, signer)
        expect(openCheckpoint(note, known)).toEqual({ ok: true, checkpoint: { origin: ORIGIN, size, root } })
      }),
      { numRuns: 30 },
    )
  })

  test('is read strictly', () => {
    const good = checkpointText({ origin: ORIGIN, size: 12, root })
    expect(parseCheckpoint(good)).toEqual({ origin: ORIGIN, size: 12, root })
    const [origin, , base64] = good.split('\n')
    for (const text of [
      '',
      `${origin}\n12\n${base64}`,
      `${origin}\n012\n${base64}\n`,
      `${origin}\n+12\n${base64}\n`,
      `${origin}\n-1\n${base64}\n`,
      `${origin}\n1e3\n${base64}\n`,
      `${origin}\n9007199254740993\n${base64}\n`,
      `\n12\n${base64}\n`,
      `${origin}\n12\n${base64}\nextension\n`,
      `${origin}\n12\n${randomBytes(31).toString('base64')}\n`,
      `${origin}\n12\n${randomBytes(33).toString('base64')}\n`,
      `${origin}\r\n12\r\n${base64}\r\n`,
    ]) {
      expect(parseCheckpoint(text), JSON.stringify(text)).toBe(null)
    }
  })

  test('of another origin is refused though a known key signed it', () => {
    const note = signNote(checkpointText({ origin: 'other.example.org', size: 1, root }), [signer])
    expect(openCheckpoint(note, known)).toEqual({ ok: false, why: 'other-origin' })
    expect(openCheckpoint(signNote('no checkpoint\n', [signer]), known)).toEqual({ ok: false, why: 'malformed' })
  })

  test('signed before a rotation opens beside the new key', () => {
    const next = noteSigner(ORIGIN, randomBytes(32))
    const both = [noteVerifier(next.publicLine), ...known]
    expect(openCheckpoint(signCheckpoint({ size: 1, root }, signer), both).ok).toBe(true)
    expect(openCheckpoint(signCheckpoint({ size: 2, root }, next), both).ok).toBe(true)
    expect(openCheckpoint(signCheckpoint({ size: 2, root }, next), known)).toEqual({ ok: false, why: 'unknown-key' })
  })
})
