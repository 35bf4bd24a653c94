import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyedHash, openColumn, openJson, sealColumn, sealJson } from './column.ts'
import { SealBroken } from './faults.ts'
import { keyring } from './keyring.ts'

const secret = randomBytes(32)
const ring = keyring([secret], 'column')
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units))

describe('a sealed column', () => {
  test('gives back every text exactly, lone surrogates and NUL included', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), text => {
        expect(openColumn(ring, 'request.intake:1', sealColumn(ring, 'request.intake:1', text))).toBe(text)
      }),
    )
  })

  test('gives back every JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(openJson(ring, 'c:1', sealJson(ring, 'c:1', value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    expect(() => sealJson(ring, 'c:1', undefined)).toThrow(TypeError)
  })

  test('does not open in another row, another column or with another key', () => {
    const sealed = sealColumn(ring, 'request.intake:1', 'a note')
    expect(() => openColumn(ring, 'request.intake:2', sealed)).toThrow(SealBroken)
    expect(() => openColumn(ring, 'message.text:1', sealed)).toThrow(SealBroken)
    expect(() => openColumn(keyring([randomBytes(32)], 'column'), 'request.intake:1', sealed)).toThrow(/unknown-key/)
    expect(() => openColumn(keyring([secret], 'vault.key'), 'request.intake:1', sealed)).toThrow(/unknown-key/)
  })

  test('notices every single flipped bit and every cut', () => {
    const sealed = sealColumn(ring, 'c:1', 'Ana Óbidos')
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const altered = Buffer.from(sealed)
      altered[bit >> 3]! ^= 1 << (bit & 7)
      expect(() => openColumn(ring, 'c:1', altered)).toThrow(SealBroken)
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => openColumn(ring, 'c:1', sealed.subarray(0, length))).toThrow(SealBroken)
    }
  })

  test('never looks the same twice, and opens with an older key after rotation', () => {
    const sealed = sealColumn(ring, 'c:1', 'a note')
    expect(sealColumn(ring, 'c:1', 'a note').equals(sealed)).toBe(false)
    const rotated = keyring([randomBytes(32), secret], 'column')
    expect(openColumn(rotated, 'c:1', sealed)).toBe('a note')
    expect(() => openColumn(ring, 'c:1', sealColumn(rotated, 'c:1', 'a note'))).toThrow(/unknown-key/)
  })
})

describe('a keyed hash', () => {
  test('finds equal values of one domain, and joins nothing else', () => {
    const key = randomBytes(32)
    fc.assert(
      fc.property(anyText, anyText, anyText, anyText, (domain, value, otherDomain, other) => {
        const equal = domain === otherDomain && value === other
        expect(keyedHash(key, domain, value).equals(keyedHash(key, otherDomain, other))).toBe(
          equal || (value === other && Buffer.from(domain).equals(Buffer.from(otherDomain))),
        )
      }),
    )
    expect(keyedHash(key, 'ab', 'c').equals(keyedHash(key, 'a', 'bc'))).toBe(false)
    expect(keyedHash(key, 'a', '\ud800').equals(keyedHash(key, 'a', '\ufffd'))).toBe(false)
    expect(keyedHash(key, 'a', 'v').equals(keyedHash(randomBytes(32), 'a', 'v'))).toBe(false)
  })
})

test('no key shows itself in a fault, a ring or a print of either', () => {
  const told = [inspect(ring, { depth: 9, showHidden: true }), JSON.stringify(ring)]
  for (const wrong of [
    () => keyring([secret.subarray(1)], 'column'),
    () => openColumn(ring, 'c:1', Buffer.alloc(50)),
  ]) {
    try {
      wrong()
      expect.unreachable()
    } catch (error) {
      told.push(inspect(error, { depth: 9 }))
    }
  }
  for (const text of told) {
    expect(text).not.toContain(secret.toString('hex').slice(2, 18))
    expect(text).not.toContain(secret.toString('base64').slice(2, 18))
  }
})
