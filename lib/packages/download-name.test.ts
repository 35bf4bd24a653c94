import { expect, test } from 'vitest'
import { downloadName } from './download-name.ts'

test.each([
  ['dossier.json', 'dossier-D-7K3M-9QXA.json'],
  ['dossier.pdf', 'dossier-D-7K3M-9QXA.pdf'],
  ['dossier-contacts.csv', 'dossier-D-7K3M-9QXA-contacts.csv'],
])('the file %s of a copy is saved as %s', (name, saved) => {
  expect(downloadName('D-7K3M-9QXA', name)).toBe(saved)
})

test.each(['../../etc/passwd', 'a"; x="b.pdf', 'a\r\nSet-Cookie: x.json', '', '.', 'x'.repeat(5000)])(
  'nothing that could leave its folder or its header gets through from %j',
  name => {
    expect(downloadName('D-7K3M-9QXA"\r\n', name)).toMatch(/^dossier-D-7K3M-9QXA[A-Za-z0-9.-]*$/)
  },
)
