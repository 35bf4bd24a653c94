import { describe, expect, test } from 'vitest'
import { createTranslator } from '#lib/i18n/translator.ts'
import { describeProblem } from './describe.ts'
import { joinMapFiles } from './join-map-files.ts'
import { readMap } from './read-map.ts'

const read = (text: string) => readMap([{ file: 'map.yml', text }])
const sentences = (text: string) =>
  read(text).problems.map(one => describeProblem(createTranslator('en', 'sources'), one))

const sound = `# ours
dataset:
  - fides_key: shop
    organization_fides_key: default_organization
    data_qualifier: aggregated.anonymized
    meta: {anything: [goes, here]}
    fidesops_meta: {after: [other]}
    collections:
      - name: customer
        fides_meta:
          after: [shop.other]
          erase_after: [shop.orders]
          x_dossier:
            label: {en: You, de: Sie}
            purpose: To serve you
            recipients: [Mailer Ltd]
            retention: {period: P2Y, anchor: created}
            custom: {ticket: 12, deep: {er: [1]}}
        data_categories: [user]
        fields:
          - name: id
            data_categories: [user.unique_id]
            fides_meta: {primary_key: True, data_type: integer}
          - name: email
            data_categories: [user.provided.identifiable.contact.email]
            fides_meta: {identity: email, data_type: string, length: 80, read_only: false}
          - name: emails
            fides_meta: {identity: email, data_type: 'string[]', return_all_elements: true}
          - name: created
            description:
          - name: profile
            fields:
              - name: phones
                fields:
                  - {name: home, fides_meta: {identity: phone_number, custom_request_field: tel}}
      - name: orders
        fields:
          - name: customer_id
            fides_meta:
              references:
                - {dataset: shop, field: customer.id, direction: from}
                - {dataset: shop, field: customer.profile.phones.home}
              masking_strategy_override: {strategy: hash, configuration: {algorithm: SHA-256}}
`

describe('a map of Fides and ours', () => {
  test('is read with all that Fides knows, old names of categories included', () => {
    const { map, problems } = read(sound)
    expect(problems).toEqual([])
    const [customer, orders] = map.datasets[0]!.collections
    expect(customer!.fields.map(({ path, categories, match, array }) => ({ path, categories, match, array }))).toEqual([
      { path: 'id', categories: ['user.unique_id'], match: 'exact', array: false },
      { path: 'email', categories: ['user.contact.email'], match: 'ignore-case', array: false },
      { path: 'emails', categories: ['user'], match: 'ignore-case', array: true },
      { path: 'created', categories: ['user'], match: 'exact', array: false },
      { path: 'profile', categories: ['user'], match: 'exact', array: false },
    ])
    expect(customer!.facts.fields.map(({ name }) => name)).toContain('profile.phones.home')
    expect(customer!.facts).toMatchObject({ label: { en: 'You', de: 'Sie' }, purpose: 'To serve you', source: '' })
    expect(orders!.references).toMatchObject([
      { collection: 'customer', to: ['id'], direction: 'from' },
      { collection: 'customer', to: ['profile.phones.home'], direction: 'away' },
    ])
  })

  test('compares addresses regardless of case, shared telephones by their number, and as it says where it says', () => {
    const fields = ['email', 'phone', 'ip'].map(kind => `{name: ${kind}, fides_meta: {identity: ${kind}}}`)
    const shared = '{name: family, fides_meta: {identity: phone, x_dossier: {locator: shared}}}'
    const said = ['exact', 'telephone', 'digits'].map(
      match => `{name: ${match}, fides_meta: {identity: phone, x_dossier: {match: ${match}}}}`,
    )
    const text = (all: string[]) => `fides_key: shop\ncollections: [{name: customer, fields: [${all.join(', ')}]}]\n`
    const { map } = read(text([...fields, shared, ...said.slice(0, 2)]))
    expect(map.datasets[0]!.collections[0]!.fields.map(({ match }) => match)).toEqual([
      ...['ignore-case', 'exact', 'exact', 'telephone', 'exact', 'telephone'],
    ])
    expect(read(text(said)).problems).toMatchObject([{ code: 'not-one-of', what: 'exact, ignore-case, telephone' }])
  })

  test('goes in and out byte for byte, alone or with others', () => {
    expect(joinMapFiles([{ file: 'a', text: sound }])).toBe(sound)
    const two = joinMapFiles([
      { file: 'a', text: sound.trimEnd() },
      { file: 'b', text: 'fides_key: second\ncollections: []\n' },
    ])
    expect(two).toBe(`${sound}---\nfides_key: second\ncollections: []\n`)
    expect(read(two).map.datasets.map(({ key }) => key)).toEqual(['shop', 'second'])
  })
})

describe('what is wrong is said with its place and what was probably meant', () => {
  const customer = '- name: customer'
  test.each([
    [
      'a misspelt key',
      'identity: email, data_type: string,',
      'identitty: email, data_type: string,',
      'identitty',
      'The key “identitty” is not known here. Did you mean “identity”?',
    ],
    [
      'a misspelt key of ours',
      'recipients:',
      'recipient:',
      'recipient:',
      'The key “recipient” is not known here. Did you mean “recipients”?',
    ],
    [
      'an unknown category',
      '[user.unique_id]',
      '[user.uniqe_id]',
      'user.uniqe_id',
      '“user.uniqe_id” is no category of the Fideslang taxonomy. Did you mean “user.unique_id”?',
    ],
    [
      'a reference to nowhere',
      'customer.id,',
      'custmer.id,',
      '{dataset: shop, field: custmer.id',
      'There is no collection “custmer” in that dataset. Did you mean “customer”?',
    ],
    [
      'a field that is not there',
      'phones.home}',
      'phones.mobile}',
      '{dataset: shop, field: customer.profile',
      'There is no field “profile.phones.mobile” in that collection. Did you mean “profile.phones.home”?',
    ],
    [
      'an anchor that is no field',
      'anchor: created',
      'anchor: creatd',
      customer,
      'There is no field “creatd” in that collection. Did you mean “created”?',
    ],
    [
      'a period that is none',
      'P2Y',
      '2 years',
      '2 years',
      '“2 years” is not a period. Periods are written P2Y, P18M or P30D.',
    ],
    [
      'a direction that is none',
      'direction: from',
      'direction: frm',
      'frm',
      'One of these is expected here: to, from. Did you mean “from”?',
    ],
    [
      'the same collection twice',
      'name: orders',
      'name: customer # again',
      '- name: customer # again',
      '“customer” stands here a second time.',
    ],
    ['a missing key', 'name: customer', 'description: x', '- description: x', 'The key “name” is missing.'],
    ['a list that is none', '[Mailer Ltd]', 'Mailer Ltd', 'Mailer Ltd', 'A list is expected here.'],
    ['yes in quotes', 'primary_key: True', "primary_key: 'True'", "'True'", '“true” or “false” is expected here.'],
  ])('%s', (_fault, right, wrong, at, sentence) => {
    const text = sound.replace(right, wrong)
    // A mapping begins with its first key, behind the dash.
    const before = text.slice(0, text.indexOf(at) + (at.startsWith('- ') ? 2 : 0)).split('\n')
    const place = `map.yml:${before.length}:${before.at(-1)!.length + 1}`
    expect(sentences(text)).toContain(`${place}: ${sentence}`)
  })

  test('files that are sound one by one are sound as one, with comments, directives or a byte order mark before them', () => {
    const one = (key: string) => `fides_key: ${key}\ncollections: []\n`
    const before = ['', '---\n', '# ours\n---\n', '%YAML 1.2\n---\n', '\uFEFF', '\uFEFF# ours\n---\n']
    const files = before.map((head, index) => ({ file: `${index}`, text: head + one(`key${index}`) }))
    for (const file of files) expect(readMap([file]).problems).toEqual([])
    const joined = read(joinMapFiles(files))
    expect(joined.problems).toEqual([])
    expect(joined.map.datasets.map(({ key }) => key)).toEqual(before.map((_, index) => `key${index}`))
  })

  test('an exclusion that gives no reason or names nobody is none', () => {
    const excluded = (reason: string, owner: string) =>
      `fides_key: a\nfides_meta: {x_dossier: {exclude: [{table: t, reason: ${reason}, owner: ${owner}, expires: 2999-01-01}]}}\ncollections: []`
    expect(read(excluded('Numbers', 'Data team')).problems).toEqual([])
    expect(read(excluded("''", "' '")).problems.map(({ code, column }) => [code, column])).toEqual([
      ['not-a-text', 55],
      ['not-a-text', 66],
    ])
  })

  test('both names of the facts of Fides in one place would leave one unread', () => {
    const both =
      'fides_key: a\ncollections:\n- name: c\n  fields:\n  - {name: id, fides_meta: {primary_key: true}, fidesops_meta: {identity: email}}'
    expect(read(both).problems).toMatchObject([{ code: 'duplicate', what: 'fidesops_meta', line: 5, column: 5 }])
  })

  test('a file that is not YAML, is empty, or is something else', () => {
    expect(read('a: [').problems[0]).toMatchObject({ code: 'not-yaml', line: 1 })
    expect(read('').problems).toMatchObject([{ code: 'no-dataset', line: 1, column: 1 }])
    expect(read('hello').problems).toMatchObject([{ code: 'not-a-mapping' }])
    expect(read('systems: []').problems).toMatchObject([{ code: 'unknown-key' }, { code: 'missing-key' }])
    expect(read('dataset: []').problems).toMatchObject([{ code: 'no-dataset' }])
  })

  test('an anchor that contains itself ends', () => {
    const { problems } = read(
      'fides_key: a\ncollections:\n  - name: c\n    fields: &f\n      - name: x\n        fields: *f\n',
    )
    expect(problems.map(({ code }) => code)).toContain('too-deep')
  })

  test('a collection that refers to itself needs a direction', () => {
    const { problems } = read(
      'fides_key: a\ncollections: [{name: c, fields: [{name: id}, {name: up, fides_meta: {references: [{dataset: a, field: c.id}]}}]}]',
    )
    expect(problems).toMatchObject([{ code: 'direction-needed', what: 'up' }])
  })
})

test('a map of 500 collections is read whole (bench/map.bench.ts says how fast)', () => {
  const collection = (index: number) =>
    `  - name: c${index}\n    fields:\n${Array.from({ length: 8 }, (_, field) => `      - name: f${field}\n        data_categories: [user.contact.email]\n        fides_meta: {data_type: string, references: [{dataset: big, field: c${(index + 1) % 500}.f${field}, direction: to}]}\n`).join('')}`
  const text = `fides_key: big\ncollections:\n${Array.from({ length: 500 }, (_, index) => collection(index)).join('')}`
  expect(read(text).problems).toEqual([])
})
