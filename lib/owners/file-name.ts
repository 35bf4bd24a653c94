import { openText, sealText } from '#lib/vault/house-keys.ts'
import { fileLimits } from './owner-words.ts'
import type { FileRow } from './store.ts'

const context = (id: string) => `owner_file.name:${id}`
export const sealName = (id: string, name: string): Uint8Array => sealText(context(id), name)
export const openName = (id: string, sealed: Uint8Array): string => openText(context(id), sealed)

/** A file as pages list it. */
export const listedFile = ({ id, name, bytes }: Pick<FileRow, 'id' | 'name' | 'bytes'>) => ({
  ...{ id, bytes },
  name: openName(id, name),
})

/** A name as it was given, without the folders some browsers send before it and cut to what a page can show. */
export const givenName = (raw: string): string => {
  const last = raw.split(/[\\/]/).at(-1) ?? ''
  return [...last.normalize('NFC')].slice(0, fileLimits.nameLength).join('')
}

/**
 * The name of a file in the archive: `hr-binder-01-contract.pdf`. Letters, digits, `.`, `-` and `_` alone, never a folder above, never
 * a name that Windows keeps for itself; the number makes it the only one of its source. What the file was called stands in the record.
 */
export const safeName = (source: string, number: number, given: string): string => {
  const dot = given.lastIndexOf('.')
  const [stem, extension] = dot >= 0 ? [given.slice(0, dot), plain(given.slice(dot + 1))] : [given, '']
  const name = [source, String(number).padStart(2, '0'), plain(stem).slice(0, 60)].filter(part => part !== '').join('-')
  return extension === '' ? name : `${name}.${extension.slice(0, 12)}`
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/[-.]*\.[-.]*/g, '.')
    .replace(/^[-.]+|[-.]+$/g, '')
