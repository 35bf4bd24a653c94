import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hostileRecord } from './hostile.fixture.ts'
import { packageJsonSchema, packageShape } from './json-schema.ts'
import { built, contactFacts, type Fixture, fixture, record } from './package.fixture.ts'

const jsonOf = async (some: Fixture): Promise<string> => (await built(some, 'en', ['dossier.json'])).json

describe('dossier.json keeps to its published schema', () => {
  test('docs/package.schema.json is what the code says', () => {
    const published = JSON.parse(readFileSync(new URL('../../docs/package.schema.json', import.meta.url), 'utf8'))
    expect(published).toEqual(JSON.parse(JSON.stringify(packageJsonSchema())))
  })

  test('an ordinary answer, a hostile one and an empty one all fit', async () => {
    const ordinary = fixture([{ facts: contactFacts, records: [record('1', { name: 'Aoife Nolan', note: null })] }])
    const hostile = fixture([{ facts: contactFacts, records: [hostileRecord()] }])
    for (const some of [ordinary, hostile, fixture([])]) {
      expect(packageShape.safeParse(JSON.parse(await jsonOf(some))).error?.issues ?? []).toEqual([])
    }
  })

  test('a coverage without its result does not fit', async () => {
    const json = JSON.parse(await jsonOf(fixture([{ facts: contactFacts, records: [] }])))
    delete json.coverage[0].result
    expect(packageShape.safeParse(json).success).toBe(false)
  })
})

describe('dossier.json carries exact values', () => {
  test('every hostile value comes back as it was, and no name is lost', async () => {
    const wanted = hostileRecord().values
    const json = JSON.parse(await jsonOf(fixture([{ facts: contactFacts, records: [hostileRecord()] }])))
    const read = json.groups[0].records[0].values
    expect(Object.keys(read).sort()).toEqual(Object.keys(wanted).sort())
    expect(Object.hasOwn(read, '__proto__')).toBe(true)
    for (const name of Object.keys(wanted))
      expect(read[name] === wanted[name] || JSON.stringify(read[name]) === JSON.stringify(wanted[name]), name).toBe(
        true,
      )
  })

  test('fields stand in the order of the map, others after them by name', async () => {
    const json = await jsonOf(
      fixture([{ facts: contactFacts, records: [record('1', { z: 1, b: 2, email: 'e', name: 'n' })] }]),
    )
    expect(json).toContain('"values":{"name":"n","email":"e","b":2,"z":1}')
  })

  test('the same content gives the same text, and a held back value is counted under its ground', async () => {
    const withheld = fixture([{ facts: contactFacts, records: [record('1', { note: { redacted: 'security' } })] }])
    const json = await jsonOf(withheld)
    expect(await jsonOf(withheld)).toBe(json)
    expect(JSON.parse(json).redactions).toEqual([{ ground: 'security', count: 1 }])
    expect(JSON.parse(json).groups[0].records[0].values.note).toEqual({ redacted: 'security' })
  })
})
