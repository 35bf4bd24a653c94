import { expect, test } from 'vitest'
import { renamed } from './attachments.ts'
import { record } from './package.fixture.ts'

const file = 'files/hr-binder-07-reference-Ann-Example.pdf'
const original_name = 'reference Ann Example.pdf'
const parts = [{ ground: 'rights-of-others' as const, count: 1 }]
const held = { redacted: 'rights-of-others' as const }
const nameOf = (values: Parameters<typeof record>[1]) => renamed('hr-binder', record('id', values)).values.file

test('what is held back of the name a file came with is not told by its name in the archive, and the file stays in', () => {
  const left = { text: 'reference [Person B].pdf', redactedParts: parts }
  expect(nameOf({ file, original_name })).toBe(file)
  expect(nameOf({ file, original_name: held })).toBe('files/hr-binder-07')
  expect(nameOf({ file, original_name: left })).toBe('files/hr-binder-07-reference-Person-B.pdf')
  const marked = { text: 'files/hr-binder-07-reference-[Person B].pdf', redactedParts: parts }
  expect(nameOf({ file: marked, original_name: left })).toBe('files/hr-binder-07-reference-Person-B.pdf')
  expect(nameOf({ file: marked, original_name })).toBe('files/hr-binder-07')
})

test('a file whose whole name in the archive is held back stays back, and a note has no file', () => {
  expect(nameOf({ file: held, original_name: held })).toEqual(held)
  expect(renamed('hr-binder', record('id', { note: 'Nothing else.' })).values).toEqual({ note: 'Nothing else.' })
})
