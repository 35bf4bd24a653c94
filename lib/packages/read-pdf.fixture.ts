import { inflateSync } from 'node:zlib'

/** A tagged value read back from a PDF: the title of its tag (its place in dossier.json), its label and its text in reading order. */
export type ReadValue = { pointer: string; label: string; text: string }

/**
 * Reads tagged values back from the bytes of a PDF made by pdfkit, for the parity tests: objects, structure, marked content,
 * ToUnicode and ActualText, and nothing of the writer's own code, so that the two can disagree.
 */
export const readValues = (pdf: Buffer): ReadValue[] => {
  const objects = readObjects(pdf)
  const text = readMarkedText(objects)
  const values: ReadValue[] = []
  for (const { head } of objects.values()) {
    const title = /\n\/S \/P\n\/T /.test(head) ? stringAfter(head, '/T') : null
    if (title === null) continue
    const [label, ...rest] = kids(objects, head, text)
    values.push({ pointer: title, label: label ?? '', text: rest.join('') })
  }
  return values
}

/** The roles of all structure elements with their number. */
export const countRoles = (pdf: Buffer): { [role: string]: number } => {
  const roles: { [role: string]: number } = {}
  for (const { head } of readObjects(pdf).values()) {
    const role = /^<<\n\/S \/(\w+)\n/.exec(head)?.[1]
    if (role) roles[role] = (roles[role] ?? 0) + 1
  }
  return roles
}

type PdfObject = { head: string; stream: Buffer | null }

const readObjects = (pdf: Buffer): Map<string, PdfObject> => {
  const objects = new Map<string, PdfObject>()
  const raw = pdf.toString('latin1')
  const begin = /(?:^|\n)(\d+) 0 obj\n/g
  for (let match = begin.exec(raw); match; match = begin.exec(raw)) {
    const from = begin.lastIndex
    const length = /^<<\n(?:[^>]*\n)?\/Length (\d+)\n/.exec(raw.slice(from, from + 400))?.[1]
    const streamAt = length === undefined ? -1 : raw.indexOf('>>\nstream\n', from)
    const end = streamAt < 0 ? raw.indexOf('\nendobj\n', from) : streamAt + 2
    const head = raw.slice(from, end)
    const bytes = streamAt < 0 ? null : pdf.subarray(streamAt + 10, streamAt + 10 + Number(length))
    objects.set(match[1]!, { head, stream: bytes && (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes) })
    begin.lastIndex = streamAt < 0 ? end : streamAt + 10 + Number(length)
  }
  return objects
}

const reference = (head: string, key: string): string | null => new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? null

/** A PDF literal string: escapes undone, UTF-16 when it says so. */
const stringAfter = (head: string, key: string): string | null => {
  const from = head.indexOf(`\n${key} (`)
  if (from < 0) return null
  const escapes: { [letter: string]: string } = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
  let out = ''
  for (let index = from + key.length + 3; head[index] !== ')'; index += 1) {
    if (head[index] === '\\') {
      index += 1
      out += escapes[head[index]!] ?? head[index]
    } else out += head[index]
  }
  const bytes = Buffer.from(out, 'latin1')
  return out.startsWith('\xfe\xff') ? bytes.subarray(2).swap16().toString('utf16le') : out
}

/** The texts of an element's kids in order: numbers are marked contents of its page, references are elements. */
const kids = (objects: Map<string, PdfObject>, head: string, text: Map<string, string>): string[] => {
  const list = /\n\/K \[([\s\S]*?)\]\n/.exec(head)?.[1] ?? ''
  const page = /\n\/Pg (\d+) 0 R\n>>$/.exec(head)?.[1] ?? null
  const items = list.matchAll(/<<[\s\S]*?\/Pg (\d+) 0 R[\s\S]*?\/MCID (\d+)[\s\S]*?>>|(\d+) 0 R|(\d+)/g)
  return [...items].map(([, mcrPage, mcrId, element, id]) => {
    if (element === undefined) return text.get(`${mcrPage ?? page}:${mcrId ?? id}`) ?? ''
    const inner = objects.get(element)!.head
    return stringAfter(inner, '/ActualText') ?? kids(objects, inner, text).join('')
  })
}

/** Page object and MCID to the text of that marked content. */
const readMarkedText = (objects: Map<string, PdfObject>): Map<string, string> => {
  const found = new Map<string, string>()
  const meanings = new Map<string, string[]>()
  for (const [id, { head }] of objects) {
    if (!/\/Type \/Page\n/.test(head)) continue
    const resources = objects.get(reference(head, 'Resources')!)!.head
    const fonts = new Map<string, string[]>()
    for (const [, name, font] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const known = meanings.get(font!) ?? readMeanings(objects, font!)
      meanings.set(font!, known)
      fonts.set(name!, known)
    }
    readPage(objects.get(reference(head, 'Contents')!)!.stream!.toString('latin1'), fonts, (mcid, text) =>
      found.set(`${id}:${mcid}`, (found.get(`${id}:${mcid}`) ?? '') + text),
    )
  }
  return found
}

const readMeanings = (objects: Map<string, PdfObject>, font: string): string[] => {
  const cmap = objects.get(reference(objects.get(font)!.head, 'ToUnicode')!)!.stream!.toString('latin1')
  const meanings: string[] = []
  for (const [, from, , list] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[(.*)\]/g)) {
    for (const [index, [, hex]] of [...list!.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const units = hex!.split(' ').filter(Boolean)
      meanings[Number.parseInt(from!, 16) + index] = String.fromCharCode(
        ...units.map(unit => Number.parseInt(unit, 16)),
      )
    }
  }
  return meanings
}

const readPage = (content: string, fonts: Map<string, string[]>, add: (mcid: string, text: string) => void): void => {
  const marks: { mcid: string | null; actual: boolean }[] = []
  let font: string[] = []
  for (const [token] of content.matchAll(/\/\w+ (?:<<[\s\S]*?>> BDC|BMC)|EMC|\/F\d+ [\d.]+ Tf|<[0-9a-f]*>/g)) {
    const mcid = marks.findLast(mark => mark.mcid !== null)?.mcid
    if (token.endsWith('BDC') || token.endsWith('BMC')) {
      const actual = /\/ActualText <feff([0-9a-f]*)>/.exec(token)?.[1]
      if (actual !== undefined && mcid) add(mcid, Buffer.from(actual, 'hex').swap16().toString('utf16le'))
      marks.push({ mcid: /\/MCID (\d+)/.exec(token)?.[1] ?? null, actual: actual !== undefined })
    } else if (token === 'EMC') marks.pop()
    else if (token.endsWith('Tf')) font = fonts.get(token.slice(1, token.indexOf(' ')))!
    else if (mcid && !marks.some(mark => mark.actual)) {
      add(mcid, (token.match(/[0-9a-f]{4}/g) ?? []).map(code => font[Number.parseInt(code, 16)] ?? '').join(''))
    }
  }
}
