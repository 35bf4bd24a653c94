import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import type { Matcher } from '#lib/sources/postgres/match.ts'
import { searchMap } from '#lib/sources/postgres/search-map.ts'
import { onSite } from '#lib/sources/postgres/site-fixture.ts'
import { nearMissesOf } from './decoys.ts'

const anna = { kind: 'email', value: 'anna_b.lee@example.org' } as const

const yaml = `
fides_key: site
collections:
  - name: person
    fields:
      - {name: id, fides_meta: {primary_key: true}}
      - {name: email, fides_meta: {identity: email}}
  - name: note
    fields:
      - {name: id, fides_meta: {primary_key: true}}
      - {name: email, fides_meta: {references: [{dataset: site, field: person.email, direction: from}], x_dossier: {match: ignore-case}}}
      - {name: tags, fides_meta: {identity: email, data_type: 'string[]'}}
`

const broken: { [fault: string]: Matcher } = {
  like: (expression, parameter) =>
    `lower(${expression}) like any(array(select lower(k) from unnest(${parameter}::text[]) k))`,
  'like the other way round': (expression, parameter) =>
    `exists (select from unnest(${parameter}::text[]) k where lower(k) like lower(${expression}))`,
  substring: (expression, parameter) =>
    `exists (select from unnest(${parameter}::text[]) k where strpos(lower(${expression}), lower(k)) > 0)`,
  'contained in': (expression, parameter) =>
    `exists (select from unnest(${parameter}::text[]) k where strpos(lower(k), lower(${expression})) > 0)`,
  domain: (expression, parameter) =>
    `split_part(lower(${expression}), '@', 2) = any(array(select split_part(lower(k), '@', 2) from unnest(${parameter}::text[]) k))`,
  'local part': (expression, parameter) =>
    `split_part(lower(${expression}), '@', 1) = any(array(select split_part(lower(k), '@', 1) from unnest(${parameter}::text[]) k))`,
  'plus-tag folded': (expression, parameter) =>
    `regexp_replace(lower(${expression}), '\\+[^@]*', '') = any(array(select regexp_replace(lower(k), '\\+[^@]*', '') from unnest(${parameter}::text[]) k))`,
  'dots folded': (expression, parameter) =>
    `replace(lower(${expression}), '.', '') = any(array(select replace(lower(k), '.', '') from unnest(${parameter}::text[]) k))`,
  trimmed: (expression, parameter) =>
    `lower(trim(${expression})) = any(array(select lower(trim(k)) from unnest(${parameter}::text[]) k))`,
}

describe('near-misses of an address', () => {
  test('are as many as asked for, of every rule, each once, and never the address in another letter case', () => {
    const all = nearMissesOf([anna], 1000)
    expect(all).toHaveLength(1000)
    expect(new Set(all.map(one => one.value.toLowerCase())).size).toBe(1000)
    expect(all.map(one => one.value.toLowerCase())).not.toContain(anna.value)
    expect(new Set(all.map(one => one.rule))).toEqual(new Set(nearMissesOf([anna], 20).map(one => one.rule)))
  })

  test('are the same every time', () => {
    expect(nearMissesOf([anna], 300)).toEqual(nearMissesOf([anna], 300))
  })
})

describe('nobody else in my copy', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    await onSite(
      database,
      `create table site.person (id int primary key, email text);
       create table site.note (id int primary key, email text, tags text[]);
       insert into site.person values (1, 'Anna_B.Lee@Example.org');
       insert into site.note values (1, 'ANNA_B.LEE@example.org', null), (2, null, '{"x@example.org","anna_b.lee@EXAMPLE.org"}')`,
    )
  })
  afterAll(() => database?.drop())

  const search = (matcher?: Matcher, nearMisses = nearMissesOf([anna], 1000)) =>
    searchMap(database, yaml, anna.value, { nearMisses, ...(matcher ? { limits: { matcher } } : {}) })

  test('1,000 near-misses through the same extraction reach nothing', async () => {
    const { probed, keys } = await search()
    // One of them, x@example.org, is written beside the person in a note: it is somebody's.
    expect(probed).toEqual({ tried: 999, crossed: [] })
    expect([keys('person'), keys('note')]).toEqual([['1'], ['1', '2']])
  })

  test.each(Object.keys(broken))('a matcher broken on purpose is caught: %s', async fault => {
    const { probed } = await search(broken[fault]!, nearMissesOf([anna], 200))
    expect(probed.crossed.map(({ collection }) => collection)).toContain('site.person')
    expect(JSON.stringify(probed)).not.toContain('example.org')
  })

  test('1,000 near-misses that are real people keep their rows to themselves, and are no decoys', async () => {
    const others = nearMissesOf([anna], 1000)
    const values = others.map(({ value }, index) => `(${index + 2}, '${value.replaceAll("'", "''")}')`)
    await onSite(database, `insert into site.person values ${values.join(', ')}`)
    const { probed, keys } = await search(undefined, others)
    expect(keys('person')).toEqual(['1'])
    expect(keys('note')).toEqual(['1', '2'])
    expect(probed).toEqual({ tried: 0, crossed: [] })
  })
})
