import { describe, expect, test } from 'vitest'
import { pseudoMessage, pseudoMessages } from './pseudo.ts'
import { createTranslator, MissingSentence } from './translator.ts'
import { IcuSyntaxError, messageArguments } from './walk-message.ts'

describe('the pseudo-language', () => {
  test('accents and lengthens what a person reads', () => {
    expect(pseudoMessage('Your data')).toBe('⟦Ýóóúúr dáátáá⟧')
  })

  test('never touches placeholders, formats, tags or quoted braces', () => {
    const message =
      "Dear {name}, <strong>answer</strong> by {due, date, ::yMMMd}; write '{'name'}' or it''s {n, number} lost"
    const pseudo = pseudoMessage(message)
    for (const kept of ['{name}', '<strong>', '</strong>', '{due, date, ::yMMMd}', "'{'", "'}'", "''", '{n, number}'])
      expect(pseudo).toContain(kept)
    expect(messageArguments(pseudo)).toEqual(messageArguments(message))
  })

  test('translates every branch of a plural and keeps its selectors', () => {
    const message = '{count, plural, =0 {none left} one {# day, ask {who}} other {# days}}'
    expect(pseudoMessage(message)).toBe('⟦{count, plural, =0 {ñóóñéé lééft} one {# dááý, áášk {who}} other {# dááýš}}⟧')
    expect(messageArguments(message)).toEqual(['count:plural', 'who'])
  })

  test('walks nested messages', () => {
    expect(pseudoMessages({ a: { b: 'No' } })).toEqual({ a: { b: '⟦Ñóó⟧' } })
  })

  test('is still a message that can be said', () => {
    const t = createTranslator('qps', 'shell')
    expect(t('footer.run-by', { organisation: 'Example Ltd' })).toMatch(/^⟦.*Example Ltd.*⟧$/)
  })

  test.each(['{open', 'closed}', '{n, plural, one {a} other {b}', '{}'])('%s is refused, with its place', broken => {
    expect(() => pseudoMessage(broken)).toThrow(IcuSyntaxError)
  })
})

describe('letters and PDFs', () => {
  test('a sentence nobody wrote never leaves the house', () => {
    expect(() => createTranslator('en', 'shell')('no.such.sentence')).toThrow(MissingSentence)
  })

  test('a sentence without its argument never leaves the house', () => {
    expect(() => createTranslator('de', 'shell')('footer.run-by')).toThrow(MissingSentence)
  })
})
