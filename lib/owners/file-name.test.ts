import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { givenName, safeName } from './file-name.ts'

describe('the name of a file in the archive', () => {
  test.each([
    ['Vertrag (unterschrieben).pdf', 'hr-02-Vertrag-unterschrieben.pdf'],
    ['../../etc/passwd', 'hr-02.etc-passwd'],
    ['Größe & Straße.PDF', 'hr-02-Grosse-Strasse.PDF'],
    ['契約.pdf', 'hr-02.pdf'],
    ['con', 'hr-02-con'],
    ['.htaccess', 'hr-02.htaccess'],
    ['..', 'hr-02'],
    ['page.html\u202Efdp.exe', 'hr-02-page.html-fdp.exe'],
  ])('of %j is %j', (given, name) => {
    expect(safeName('hr', 2, given)).toBe(name)
  })

  test('is one that the archive takes, whatever a browser sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
        const name = safeName('hr', 7, givenName(given))
        expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
        expect(name).not.toMatch(/\.\.|[.-]$/)
        expect(name.length).toBeLessThan(90)
      }),
    )
  })
})

test('the name a colleague sees is the last part of what a browser sent', () => {
  expect(givenName('C:\\Users\\me\\scan 1.pdf')).toBe('scan 1.pdf')
  expect(givenName('x'.repeat(900))).toHaveLength(200)
})
