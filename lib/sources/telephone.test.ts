import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareNumber, formsOfTelephone, writingsIn } from './telephone.ts'

/** Whether a search for one writing finds the other. */
const finds = (sought: string, held: string): boolean => formsOfTelephone(sought)?.includes(bareNumber(held)) ?? false

describe('a telephone number that is looked for', () => {
  test.each([
    '+353 1 234 5678',
    '+353-1-2345678',
    '00353 1 2345678',
    '00353-1-2345678',
    '35312345678',
    '(01) 234 5678',
    '01/234.5678',
    '+353 (0)1 234 5678',
    '[+353] 1 – 234 56 78',
    '\u202a+353\u00a01\u00a0234\u20115678\u202c',
    ' 01 2345678\t',
  ])('is found as it is written elsewhere: %s', held => {
    expect(finds('+353 1 234 5678', held)).toBe(true)
    expect(finds('00353 (0)1 2345678', held)).toBe(true)
  })

  test.each([
    '+353 1 234 5679',
    '+353 1 234 567',
    '+353 1 234 56780',
    '1 353 1 234 5678',
    '1 234 5678',
    '234 5678',
    '+44 1 234 5678',
    '0044 1 234 5678',
    '+353 1 234 5678 ext. 12',
    '+353 1 234 5678 x12',
    '+353 1 234 5678, 087 123 4567',
    '+353 1 234 5678; +353 1 234 5678',
    '+353 1 234 5678 +353 1 234 5678',
    '01 234 5678 / 087 123 4567',
    '01 234\n5678',
    'tel 01 234 5678',
    '01 234 567B',
    '٠١٢٣٤٥٦٧٨',
    '+353 1 234 5678#',
    '',
  ])('is not found in what is nearly it, or holds more: %s', held => {
    expect(finds('+353 1 234 5678', held)).toBe(false)
  })

  test('that names no country is known by its digits, and is no other country’s number of that end', () => {
    expect(finds('(01) 234 5678', '01-2345678')).toBe(true)
    expect(finds('(01) 234 5678', '+353 1 234 5678')).toBe(false)
    expect(finds('353 1 234 5678', '+353 1 234 5678')).toBe(true)
    expect(formsOfTelephone('(01) 234 5678')).toEqual(['012345678'])
  })

  test('is known as it is dialled at home only where that is more than its end', () => {
    expect(finds('+39 06 1234 5678', '06 12345678')).toBe(true)
    expect(finds('+7 912 345-67-89', '8 (912) 345-67-89')).toBe(true)
    expect(finds('+36 1 234 5678', '(06 1) 234 5678')).toBe(true)
    expect(finds('+45 20 12 34 56', '20 12 34 56')).toBe(false)
    expect(finds('+1 213 373 4253', '(213) 373-4253')).toBe(false)
  })

  test('is not mended into another one', () => {
    expect(finds('+1 1 213 373 4253', '+1 213 373 4253')).toBe(false)
    expect(finds('+1 213 373 4253', '+1 1 213 373 4253')).toBe(false)
  })

  test('of a country that there is not is known by its digits', () => {
    expect(formsOfTelephone('+999 12 345 678')).toEqual(['99912345678', '+99912345678', '0099912345678'])
  })

  test.each(['12345', '+1 2345', '0012345', 'ext. 123456', '1234567, 2345678', '12345678901234567', '', '*100#'])(
    'is none, and is compared as it is written: %s',
    written => {
      expect(formsOfTelephone(written)).toBeNull()
      expect(bareNumber(written)).toBe(written)
    },
  )
})

describe('an organisation in a country', () => {
  test('writes a number of its own country as it is dialled there, and one that is dialled there has that country', () => {
    expect(writingsIn('IE', '(01) 234 5678')).toEqual(['+35312345678'])
    expect(writingsIn('IE', '+353 1 234 5678')).toEqual(['012345678'])
    expect(writingsIn('IE', '35312345678')).toEqual(['+35312345678', '012345678'])
    expect(writingsIn('DK', '20 12 34 56')).toEqual(['+4520123456'])
    expect(writingsIn('DK', '+45 20 12 34 56')).toEqual(['20123456'])
    expect(writingsIn('US', '(213) 373-4253')).toEqual(['+12133734253'])
  })

  test('knows nothing of another country’s numbers, of the end of one, nor where no country is known', () => {
    expect(writingsIn('IE', '+43 1 234 5678')).toEqual([])
    expect(writingsIn('IE', '1 234 5678')).toEqual([])
    expect(writingsIn('IE', '12345')).toEqual([])
    expect(writingsIn('IE', '01 234 5678 ext. 1')).toEqual([])
    expect(writingsIn('XX', '(01) 234 5678')).toEqual([])
    expect(writingsIn(null, '(01) 234 5678')).toEqual([])
  })
})

describe('whatever number it is', () => {
  const digits = (least: number, most: number) =>
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most }).map(all => all.join(''))
  const number = fc
    .tuple(fc.constantFrom('+', '00', '0', ''), fc.constantFrom('353', '49', '1', '39', '7', '45', '5'), digits(5, 10))
    .map(parts => parts.join(''))
  const mark = fc.constantFrom(' ', '-', '.', '/', '(', ')', '[', ']', '\u00a0', '\u2013', '\u202f', '\t')
  const written = fc.tuple(number, fc.array(fc.tuple(fc.nat(30), mark), { maxLength: 8 })).map(([plain, marks]) =>
    marks.reduce((text, [at, one]) => {
      const place = Math.min(Math.max(at, plain.startsWith('+') ? 1 : 0), text.length)
      return text.slice(0, place) + one + text.slice(place)
    }, plain),
  )

  test('its forms are few, all different and all numbers, and it is one of them itself', () => {
    fc.assert(
      fc.property(written, text => {
        const forms = formsOfTelephone(text)!
        expect(forms.length).toBeLessThanOrEqual(10)
        expect(new Set(forms).size).toBe(forms.length)
        expect(forms).toContain(bareNumber(text))
        for (const form of forms) {
          expect(form).toMatch(/^\+?\d{6,18}$/)
          expect(bareNumber(form)).toBe(form)
        }
      }),
    )
  })

  test('another digit, one more, one less or a letter makes it another', () => {
    fc.assert(
      fc.property(written, fc.nat(), fc.nat(8), (text, place, more) => {
        const bare = bareNumber(text)
        const at = bare.search(/\d/) + (place % (bare.length - bare.search(/\d/)))
        const other = String((Number(bare[at]) + 1 + more) % 10)
        const from = /^(\+|00)/.exec(bare)?.[0].length ?? 0
        // What names the country, or says that one is named, is the one place where other digits may be the same number.
        fc.pre(at >= from && other !== bare[at])
        expect(finds(text, bare.slice(0, at) + other + bare.slice(at + 1))).toBe(false)
        expect(finds(text, `${text}${more}`)).toBe(false)
        expect(finds(text, `${more + 1}${text}`)).toBe(false)
        expect(finds(text, bare.slice(0, -1))).toBe(false)
        expect(finds(text, `${text}x`)).toBe(false)
      }),
    )
  })

  test('each of its forms that names the country stands for the same number', () => {
    fc.assert(
      fc.property(written, text => {
        fc.pre(text.startsWith('+'))
        const [whole, ...forms] = formsOfTelephone(text)!
        for (const form of forms.filter(one => /^(\+|00)/.test(one))) expect(formsOfTelephone(form)?.[0]).toBe(whole)
      }),
    )
  })
})
