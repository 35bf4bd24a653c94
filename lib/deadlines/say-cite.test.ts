import { expect, test } from 'vitest'
import { sayCite } from './say-cite.ts'

test.each([
  ['Art. 12(3) GDPR', 'Art. 12 Abs. 3 DSGVO'],
  ['Art. 12(3) GDPR, second and third sentence', 'Art. 12 Abs. 3 Satz 2 und 3 DSGVO'],
  ['Art. 12(4) and 77 GDPR', 'Art. 12 Abs. 4 und 77 DSGVO'],
  ['Art. 12(5)(a), 15(3) GDPR', 'Art. 12 Abs. 5 Buchst. a, 15 Abs. 3 DSGVO'],
  [
    'Art. 12(3) GDPR; Reg. 1182/71 Art. 3(1), 3(2)(c)',
    'Art. 12 Abs. 3 DSGVO; Art. 3 Abs. 1, 3 Abs. 2 Buchst. c VO 1182/71',
  ],
  [
    'GDPR 12(3); Reg. 1182/71 3(1),3(2)(c),3(4)',
    'Art. 12 Abs. 3 DSGVO; Art. 3 Abs. 1, 3 Abs. 2 Buchst. c, 3 Abs. 4 VO 1182/71',
  ],
  [
    'EDPB Guidelines 01/2022, section 5.3; recital 63 GDPR',
    'EDPB Guidelines 01/2022, section 5.3; Erwägungsgrund 63 DSGVO',
  ],
  ['Art. 12(3) GDPR [M]', 'Art. 12 Abs. 3 DSGVO [M]'],
])('%s in German', (english, german) => {
  expect(sayCite(english, 'de')).toBe(german)
  expect(sayCite(english, 'en-GB')).toBe(english)
})

test.each(['Art. 12A UK GDPR, cf. DPA 2018 s.54(3C)(b)', 'Civ. Code 1798.130(a)(2)', 'PIPEDA 8(3)-(5)', 'LGPD 19 II'])(
  '%s keeps the name it has at home',
  cite => expect(sayCite(cite, 'de')).toBe(cite),
)
