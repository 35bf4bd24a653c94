import type { PackageHead } from './content.ts'
import { htmlTable } from './html-table.ts'
import { foreign, points, section, words } from './html-text.ts'
import { disclosureWords, receivedTitles, standingWords } from './received-words.ts'
import type { Translate } from './writer.ts'

/** To whom what was given (Art. 15(1)(c) GDPR): by name where a record says so, by the list of the map where none does. */
export const writeReceived = (head: PackageHead, t: Translate): string => {
  const { disclosures, more, standing } = head.received
  const parts = [`<p>${words(t(disclosures.length > 0 ? 'received.text' : 'received.none'))}</p>\n`]
  if (disclosures.length > 0) {
    const rows = disclosures.map(one => disclosureWords(one, head, t).map(cell => ({ html: foreign(cell), look: '' })))
    parts.push(htmlTable(receivedTitles(t), rows))
  }
  if (more > 0) parts.push(`<p>${words(t('received.more', { count: more }))}</p>\n`)
  if (standing.length > 0) {
    parts.push(`<h3>${words(t('received.standing-title'))}</h3>\n<p>${words(t('received.standing'))}</p>\n`)
    parts.push(points(standingWords(head, t).map(foreign)))
  }
  return section('received', t('received.title'), parts.join(''))
}
