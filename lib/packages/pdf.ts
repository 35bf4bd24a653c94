import { localeFacts } from '#lib/i18n/locales.ts'
import type { Ground, PackageHead } from './content.ts'
import { countRedactions } from './leaf.ts'
import { Outlet } from './outlet.ts'
import { writeClosing } from './pdf-closing.ts'
import { writeCompleteness } from './pdf-completeness.ts'
import { writeCover, writeParticulars } from './pdf-cover.ts'
import { GroupChapter } from './pdf-group.ts'
import { writeReceived } from './pdf-received.ts'
import { writeRights } from './pdf-rights.ts'
import { Sheet } from './pdf-sheet.ts'
import { languageOf } from './words.ts'
import type { PackageWriter, Translate } from './writer.ts'

/**
 * Writes dossier.pdf: tagged PDF 1.7 that claims PDF/UA, embedded fonts, the same bytes for the same content. Every value of every
 * record is in it, or the visible escape of what cannot be drawn; each carries its place in dossier.json as the title of its tag.
 */
export const pdfWriter = (t: Translate): PackageWriter => {
  const outlet = new Outlet()
  let sheet: Sheet
  let head: PackageHead
  let chapter: GroupChapter | null = null
  let groups = 0
  const redactions = new Map<Ground, number>()
  let ended: Promise<void>

  return {
    output: outlet,
    begin(opening) {
      head = opening
      sheet = openSheet(head, t)
      ended = pour(sheet, outlet)
      writeCover(sheet, head, t)
      writeCompleteness(sheet, head, t)
      writeParticulars(sheet, head, t)
      writeReceived(sheet, head, t)
      writeRights(sheet, head, t)
      return outlet.room()
    },
    group(facts) {
      chapter?.end()
      chapter = new GroupChapter(sheet, facts, groups, head.locale, t)
      groups += 1
      return outlet.room()
    },
    record(record) {
      if (!chapter) throw new Error('a record came before its group')
      countRedactions(record, redactions)
      chapter.record(record)
      return outlet.room()
    },
    async end() {
      chapter?.end()
      writeClosing(sheet, head, redactions, t)
      sheet.end()
      await ended
      outlet.end()
    },
  }
}

const openSheet = (head: PackageHead, t: Translate): Sheet =>
  new Sheet({
    title: `${t('cover.title')} ${head.ref}`,
    lang: localeFacts[languageOf(head.locale)].tag,
    preparedAt: head.preparedAt,
    headLeft: t('page.head', { organisation: head.organisation.name }),
    headRight: head.ref,
    page: number => t('page.number', { number }),
  })

/** pdfkit makes its bytes all at once and in small pieces: they go straight to the outlet, which knows when to wait. */
const pour = (sheet: Sheet, outlet: Outlet): Promise<void> =>
  new Promise(resolve => {
    const header: Uint8Array | null = sheet.pdf.read()
    if (header) outlet.put(header)
    sheet.pdf.push = (bytes: Uint8Array | null) => {
      if (bytes) outlet.put(bytes)
      else resolve()
      return true
    }
  })
