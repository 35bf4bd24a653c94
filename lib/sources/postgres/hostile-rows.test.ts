import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { onSite } from './site-fixture.ts'

const columns: [name: string, type: string, literal: string, value: unknown][] = [
  ['formula', 'text', `'=HYPERLINK("http://example.test")'`, '=HYPERLINK("http://example.test")'],
  ['bidi', 'text', `U&'\\202Eevil\\202C\\2066'`, '\u202eevil\u202c\u2066'],
  ['control', 'text', String.raw`E'\x01\x1b[31m\r\n\t\\'`, '\x01\x1b[31m\r\n\t\\'],
  ['astral', 'text', `'😀 𐌰 שלום 您好'`, '😀 𐌰 שלום 您好'],
  ['empty', 'text', `''`, ''],
  ['nothing', 'text', 'null', null],
  ['null_word', 'text', `'null'`, 'null'],
  ['__proto__', 'text', `'polluted'`, 'polluted'],
  ['constructor', 'jsonb', `'{"__proto__": {"x": 1}}'`, JSON.parse('{"__proto__":{"x":1}}')],
  ['Strange "Name"; --', 'text', `'x'`, 'x'],
  ['big', 'int8', '9223372036854775807', '9223372036854775807'],
  ['small', 'int8', '7', '7'],
  ['money_like', 'numeric', '12345678901234567890.123456789', '12345678901234567890.123456789'],
  ['scale', 'numeric(10,4)', '1.5', '1.5000'],
  ['not_a_number', 'numeric', `'NaN'`, 'NaN'],
  ['double', 'float8', '0.1::float8 + 0.2::float8', 0.30000000000000004],
  ['single', 'float4', '0.1', 0.1],
  ['infinite', 'float8', `'-Infinity'`, '-Infinity'],
  ['yes', 'bool', 'true', true],
  ['never', 'date', `'-infinity'`, '-infinity'],
  ['ides', 'date', `'0044-03-15 BC'`, '0044-03-15 BC'],
  ['moment', 'timestamptz', `'2026-03-29 02:30:00.123456+02'`, '2026-03-29T00:30:00.123456+00:00'],
  ['civil', 'timestamp', `'2026-03-29 02:30:00'`, '2026-03-29T02:30:00'],
  ['always', 'timestamptz', `'infinity'`, 'infinity'],
  ['clock', 'timetz', `'23:59:60+02'`, '24:00:00+02'],
  ['span', 'interval', `'1 year 2 days 3 hours'`, 'P1Y2DT3H'],
  ['bytes', 'bytea', String.raw`'\x00ff10'`, String.raw`\x00ff10`],
  [
    'written',
    'json',
    String.raw`'{"a": 1, "a": 2, "z": "\u0000\ud800"}'`,
    String.raw`{"a": 1, "a": 2, "z": "\u0000\ud800"}`,
  ],
  [
    'document',
    'json',
    String.raw`'{"n": 9007199254740993, "z": "\u0000\ud83d"}'`,
    { n: '9007199254740993', z: '\0\ud83d' },
  ],
  ['binary', 'jsonb', `'{"n": 12345678901234567890, "f": 0.10}'`, { n: '12345678901234567890', f: 0.1 }],
  ['json_null', 'jsonb', `'null'`, null],
  [
    'longs',
    'int8[]',
    `'{{1,9223372036854775807},{null,-1}}'`,
    [
      ['1', '9223372036854775807'],
      [null, '-1'],
    ],
  ],
  ['words', 'text[]', `array['a,b', '"', null, '']`, ['a,b', '"', null, '']],
  ['documents', 'jsonb[]', `array['{"a": 1}'::jsonb]`, [{ a: 1 }]],
  ['days', 'date[]', `array['infinity'::date]`, ['infinity']],
  ['mood', 'site.mood', `'so ''so'''`, "so 'so'"],
  ['code', 'site.code', `'00042'`, '00042'],
  ['place', 'site.place', `row('Main St', 9007199254740993)`, { street: 'Main St', number: '9007199254740993' }],
  ['net', 'inet', `'2001:db8::1/64'`, '2001:db8::1/64'],
  ['id', 'uuid', `'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'`, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ['spread', 'int4range', `'[1,5)'`, '[1,5)'],
  ['markup', 'xml', `'<a>&amp;</a>'`, '<a>&amp;</a>'],
  ['bits', 'bit(4)', `B'1010'`, '1010'],
  ['padded', 'char(5)', `'ab'`, 'ab'],
]

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

const odd = JSON.stringify({
  fides_key: 'site',
  collections: [
    {
      name: 'odd "table"',
      fields: [
        { name: 'email', fides_meta: { identity: 'email', primary_key: true } },
        ...columns.map(([name]) => ({ name })),
      ],
    },
  ],
})

const large = JSON.stringify({
  fides_key: 'site',
  collections: [
    {
      name: 'heavy',
      fields: [{ name: 'email', fides_meta: { identity: 'email' } }, { name: 'cell' }],
    },
    { name: 'wide', fields: [{ name: 'email', fides_meta: { identity: 'email' } }, { name: 'c1500' }] },
  ],
})

describe('hostile rows', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    const wide = Array.from({ length: 1500 }, (_, index) => `c${index + 1} text default '${index + 1}'`)
    await onSite(
      database,
      `create type site.mood as enum ('so ''so''');
       create domain site.code as varchar(5) check (value ~ '^[0-9]+$');
       create type site.place as (street text, number int8);
       create table site."odd ""table""" (email text primary key, ${columns.map(([name, type]) => `${quote(name)} ${type}`).join(', ')});
       insert into site."odd ""table""" values ('a@example.org', ${columns.map(([, , literal]) => literal).join(', ')});
       create table site.heavy (email text, cell text);
       insert into site.heavy select 'a@example.org', repeat(chr(64 + n), 10 * 1024 * 1024) from generate_series(1, 6) n;
       create table site.wide (email text, ${wide.join(', ')});
       insert into site.wide (email) values ('a@example.org'), ('a@example.org')`,
    )
  })
  afterAll(() => database?.drop())

  test('each value arrives exactly, or as a text that says exactly what it is', async () => {
    const { records, results } = await searchMap(database, odd, 'a@example.org')
    expect(results.map(([, result]) => result)).toEqual(['found'])
    const values = records.get('odd "table"')![0]!.values
    expect(Object.keys(values)).toEqual(['email', ...columns.map(([name]) => name)])
    for (const [name, , , value] of columns) {
      const found = Object.getOwnPropertyDescriptor(values, name)?.value
      expect([name, found]).toEqual([name, value])
    }
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype)
    // One line of NDJSON and back, as it is sealed.
    expect(JSON.parse(JSON.stringify(values))).toEqual(values)
  })

  test('so does each value that the server writes as JSON itself', async () => {
    // With one of these in it, a row is read text by text, as above.
    const readHere = ['written', 'document', 'place', 'infinite', 'binary']
    const written = columns.filter(([name]) => !readHere.includes(name))
    const alone = JSON.stringify({
      fides_key: 'site',
      collections: [
        {
          name: 'odd "table"',
          fields: [{ name: 'email', fides_meta: { identity: 'email' } }, ...written.map(([name]) => ({ name }))],
        },
      ],
    })
    let text = ''
    const { records } = await searchMap(database, alone, 'a@example.org', {}, lines => {
      text += lines
    })
    // The server puts a blank behind a colon, and we do not: these bytes are the server's.
    expect(text).toContain('"constructor":{"__proto__": {"x": 1}}')
    const [record] = records.get('odd "table"')!
    expect(record).toMatchObject({
      key: ['a@example.org'],
      path: ['email', 'site.odd "table".email'],
      thirdParty: 'no',
    })
    for (const [name, , , value] of written) {
      const found = Object.getOwnPropertyDescriptor(record!.values, name)?.value
      expect([name, found]).toEqual([name, value])
    }
  })

  test('cells of ten megabytes come whole, and rows without a key are told apart', async () => {
    const { records, keys } = await searchMap(database, large, 'a@example.org')
    expect(records.get('heavy')!.map(({ values }) => String(values.cell).length)).toEqual(
      Array(6).fill(10 * 1024 * 1024),
    )
    const [first, second] = keys('wide')
    expect(first).toMatch(/^[0-9a-f]{32}\/1$/)
    expect(second).toBe(first!.replace(/1$/, '2'))
  })
})
