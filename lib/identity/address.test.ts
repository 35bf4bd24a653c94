import fc from 'fast-check'
import parseAddresses from 'nodemailer/lib/addressparser'
import { describe, expect, it } from 'vitest'
import { readAddress } from './address.ts'

const hostile = [
  'attacker@evil.test victim@example.org',
  'attacker@evil.test,victim@example.org',
  'boss <attacker@evil.test>',
  'boss <attacker@evil.test',
  'x:attacker@evil.test',
  'victim＠example.org',
  'victim@example.org\u0000',
  'victim@example.org\r\nBcc: attacker@evil.test',
  '"a b"@example.org',
  'a@b@example.org',
  'victim@exa\u202emple.org',
  'victim@example.org;attacker@evil.test',
  'victim(comment)@example.org',
  'a\u200bb@example.org',
  'victim@[127.0.0.1]',
  'victim@localhost',
  'victim@.example.org',
  'victim@example..org',
  '@example.org',
  'victim@',
  'victim',
  `${'a'.repeat(65)}@example.org`,
  `a@${'b'.repeat(260)}.org`,
]

describe('an address', () => {
  it.each(hostile)('that could reach another mailbox is refused: %j', raw => {
    expect(readAddress(raw).ok).toBe(false)
  })

  it('is kept in lower case, its domain in punycode, its dots and plus-tags untouched', () => {
    expect(readAddress('  Ana.Lima+List@MÜNCHEN.example.org ')).toEqual({
      ok: true,
      address: 'ana.lima+list@xn--mnchen-3ya.example.org',
    })
    expect(readAddress("o'hara_1@example.org")).toEqual({ ok: true, address: "o'hara_1@example.org" })
  })

  it('says what is wrong with it', () => {
    expect(readAddress('')).toEqual({ ok: false, why: 'address.missing' })
    expect(readAddress('somebody.example.org')).toEqual({ ok: false, why: 'address.not-one' })
    expect(readAddress('somebody@example')).toEqual({ ok: false, why: 'address.no-domain' })
  })

  it('whatever is typed, is read back by the mailer as exactly the one that was accepted', () => {
    const near = fc.stringMatching(/^[a-z"<>,;:@. \\()[\]＠\u200b-]{1,30}$/)
    fc.assert(
      fc.property(fc.oneof(near, fc.emailAddress(), fc.string({ unit: 'binary' })), raw => {
        const read = readAddress(raw)
        if (!read.ok) return
        expect(parseAddresses(read.address).map(one => one.address)).toEqual([read.address])
        expect(readAddress(read.address)).toEqual(read)
      }),
      { numRuns: 2000 },
    )
  })
})
