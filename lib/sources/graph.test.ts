import { describe, expect, test } from 'vitest'
import { behind, planWalk } from './graph.ts'
import { readMap } from './read-map.ts'
import { reason, SourceFailure } from './reason.ts'
import { type Gather, walk, walkFrom } from './walk.ts'

/** `a.x -> b.y` lines become a map: every name before the dot a collection; `!` marks an e-mail field. */
const mapOf = (...lines: string[]) => {
  const fields = new Map<string, Map<string, string[]>>()
  const add = (name: string, reference?: string) => {
    const [collection = '', field = ''] = name.replace('!', '').split('.')
    const known = fields.get(collection) ?? new Map<string, string[]>()
    fields.set(collection, known)
    known.set(field, [...(known.get(field) ?? []), ...(reference ? [reference] : [])])
  }
  const identities = new Set(
    lines
      .flatMap(line => line.split(/ \S+ /))
      .filter(name => name.endsWith('!'))
      .map(name => name.slice(0, -1)),
  )
  for (const line of lines) {
    const [from = '', arrow, to = ''] = line.split(/ (->|<-|--) /)
    if (arrow === undefined) add(from)
    else {
      const direction = { '->': ', direction: to', '<-': ', direction: from', '--': '' }[arrow]
      add(to)
      add(from, `{dataset: d, field: ${to}${direction}}`)
    }
  }
  const collections = [...fields].map(([name, own]) => {
    const parts = [...own].map(([field, references]) => {
      const identity = identities.has(`${name}.${field}`) ? 'identity: email, ' : ''
      return `{name: ${field}, fides_meta: {${identity}primary_key: ${field === 'id'}, references: [${references.join(', ')}]}}`
    })
    return `{name: ${name}, fields: [${parts.join(', ')}]}`
  })
  const { map, problems } = readMap([{ file: 'm', text: `fides_key: d\ncollections: [${collections.join(', ')}]` }])
  expect(problems).toEqual([])
  return map
}

const email = { kind: 'email', value: 'ann@example.org' } as const
const edgesOf = (...lines: string[]) => {
  const { edges } = planWalk(mapOf(...lines), [email])
  return [...edges.values()]
    .flat()
    .map(({ from, to }) => `${from.slice(2)}>${to.slice(2)}`)
    .sort()
}

describe('where a reference may be walked', () => {
  test('as its direction says, both ways when it says both', () => {
    expect(edgesOf('a.mail!', 'a.b -> b.id', 'c.a <- a.id', 'b.a -> a.id')).toEqual(['a>b', 'a>c', 'b>a'])
  })

  test('without a direction away from the identity, and both ways between equals', () => {
    expect(edgesOf('a.mail!', 'b.a -- a.id', 'b.product -- product.id')).toEqual(['a>b', 'b>product'])
    expect(edgesOf('a.mail!', 'b.mail!', 'b.a -- a.id')).toEqual(['a>b', 'b>a'])
  })

  test('what nothing reaches is named, with the reason', () => {
    const { unreachable } = planWalk(mapOf('a.mail!', 'b.c -> c.id', 'd.id', 'c.id -> a.id'), [email])
    expect([...unreachable]).toEqual([
      ['d.c', { code: 'not-reached', what: 'email' }],
      ['d.b', { code: 'not-reached', what: 'email' }],
      ['d.d', { code: 'not-searchable', what: 'email' }],
    ])
  })

  test('without any address nothing is searchable', () => {
    const { unreachable } = planWalk(mapOf('a.id', 'b.a -> a.id'), [email])
    expect([...unreachable.values()].map(({ code }) => code)).toEqual(['not-searchable', 'not-searchable'])
  })
})

describe('the walk', () => {
  /** Rows of the collections by name; `gather` answers like a source. */
  type Rows = { [collection: string]: { [field: string]: string }[] }
  const gatherIn = (rows: Rows, broken = ''): Gather => {
    let asked = 0
    return async ({ name }, { fields, keys }, wanted) => {
      if (name === broken) throw new SourceFailure(reason('timeout'))
      if (++asked > 100) throw new Error('the walk does not end')
      const wantedKeys = new Set(keys.map(key => JSON.stringify(key)))
      const found = (rows[name] ?? []).filter(row =>
        wantedKeys.has(JSON.stringify(fields.map(field => row[field.name]))),
      )
      return found.map(row => wanted.map(field => row[field.name] ?? '')).filter(key => !key.includes(''))
    }
  }
  const walkOver = (lines: string[], rows: Rows, broken = '') =>
    walk(planWalk(mapOf(...lines), [email]), [email], gatherIn(rows, broken), 1_000)

  test('goes round a circle once, and keeps the shortest way to every row', async () => {
    const { arrivals } = await walkOver(
      ['a.mail!', 'a.next -> b.id', 'b.next -> c.id', 'c.next -> a.id', 'a.far -> c.id'],
      {
        a: [
          { id: '1', mail: 'ann@example.org', next: 'b1', far: 'c1' },
          { id: '2', next: 'b1' },
        ],
        b: [{ id: 'b1', next: 'c1' }],
        c: [{ id: 'c1', next: '2' }],
      },
    )
    expect(
      [...arrivals].map(([id, ways]) => [id, ways.map(({ path, keys }) => `${path.join('>')}=${keys.flat()}`)]),
    ).toEqual([
      ['d.a', ['email>d.a.mail=ann@example.org', 'email>d.a.mail>d.a.far>d.c.id>d.c.next>d.a.id=2']],
      ['d.b', ['email>d.a.mail>d.a.next>d.b.id=b1']],
      ['d.c', ['email>d.a.mail>d.a.far>d.c.id=c1']],
    ])
  })

  test('from a row in hand asks nobody for it, and goes down to what hangs on it and nowhere else', async () => {
    const plan = planWalk(mapOf('a.mail!', 'b.a <- a.id', 'c.b <- b.id', 'c.a -> a.id'), [email])
    const gather = gatherIn({ b: [{ id: '2', a: '1' }], c: [{ id: '3', b: '2', a: '1' }] }, 'a')
    const start = { collection: 'd.a', rows: [{ values: { id: 1, mail: null } }], path: ['phone', 'd.a.phone'] }
    const { arrivals, failed } = await walkFrom(plan, [{ ...start, third: 'no' }], gather, 1_000)
    expect(
      [...arrivals].map(([id, ways]) => [id, ...ways.map(({ path, keys }) => `${path.at(-1)}=${keys.flat()}`)]),
    ).toEqual([
      ['d.b', 'd.b.a=1'],
      ['d.c', 'd.c.b=2'],
    ])
    expect([...failed]).toEqual([])
  })

  test('what lies behind a failure is not called searched; the rest is', async () => {
    const lines = ['a.mail!', 'b.a <- a.id', 'c.b <- b.id', 'd.c <- c.id', 'e.mail!']
    const { failed } = await walkOver(
      lines,
      { a: [{ id: '1', mail: 'ann@example.org' }], b: [{ id: '2', a: '1' }] },
      'b',
    )
    expect([...failed].map(([id, { code }]) => `${id} ${code}`)).toEqual([
      'd.b timeout',
      'd.c depends-on-failed',
      'd.d depends-on-failed',
    ])
    expect([...behind(planWalk(mapOf(...lines), [email]), 'd.c')]).toEqual(['d.d'])
  })
})
