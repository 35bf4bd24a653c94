import { createHash } from 'node:crypto'
import type { BuiltFile } from './build-package.ts'
import type { PackageHead } from './content.ts'
import { unreachedWords } from './coverage-words.ts'
import { countCoverage, instantWords } from './words.ts'
import type { Translate } from './writer.ts'

/** README.txt of the archive: what is in it and how to check it on one's own computer. Lines end as every editor understands. */
export const readmeText = (head: PackageHead, t: Translate, files = 0): string => {
  const date = instantWords(head.preparedAt, head.organisation.zone, head.locale)
  const title = t('readme.title', { ref: head.ref })
  return [
    title,
    '='.repeat(title.length),
    '',
    t('readme.intro', { organisation: head.organisation.name, date }),
    '',
    t('coverage.summary', countCoverage(head.coverage)),
    t(head.complete ? 'coverage.complete' : 'coverage.incomplete'),
    ...unreachedWords(head, t).map(words => `  ${words}`),
    '',
    t('readme.files'),
    `  dossier.pdf    ${t('readme.pdf')}`,
    `  dossier.html   ${t('readme.html')}`,
    `  dossier.json   ${t('readme.json')}`,
    `  csv            ${t('readme.csv')}`,
    ...(files > 0 ? [`  files          ${t('readme.given')}`] : []),
    `  manifest.json  ${t('readme.manifest')}`,
    '',
    t('readme.check'),
    `  ${t('readme.check-hash')}`,
    '    Windows:  certutil -hashfile dossier.pdf SHA256',
    '    macOS:    shasum -a 256 dossier.pdf',
    '    Linux:    sha256sum dossier.pdf',
    `  ${t('readme.check-tool')}`,
    '    npm run -s dossier -- package verify FILE.zip --key KEY.txt',
    '',
    t('readme.note'),
    '',
  ].join('\r\n')
}

/** A small file that is made at once, as the manifest lists it. */
export const listed = (name: string, bytes: Uint8Array): BuiltFile => ({
  name,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes: bytes.length,
})
