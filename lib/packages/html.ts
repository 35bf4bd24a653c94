import type { Ground, PackageHead } from './content.ts'
import { closePage } from './html-closing.ts'
import { HtmlGroup } from './html-group.ts'
import { anchorOf, openPage } from './html-head.ts'
import { countRedactions } from './leaf.ts'
import { Outlet } from './outlet.ts'
import type { PackageWriter, Translate } from './writer.ts'

/**
 * Writes dossier.html: one page that needs nothing else, no script, no font, no network; it opens from a disk in any browser, on a
 * phone and on paper. Each value carries its place in dossier.json in `data-p`.
 */
export const htmlWriter = (t: Translate): PackageWriter => {
  const outlet = new Outlet()
  let head: PackageHead
  let group: HtmlGroup | null = null
  let groups = 0
  const redactions = new Map<Ground, number>()

  return {
    output: outlet,
    begin(opening) {
      head = opening
      outlet.put(openPage(head, t))
      return outlet.room()
    },
    group(facts) {
      if (group) outlet.put(group.close())
      group = new HtmlGroup(facts, groups, head.locale, t)
      groups += 1
      outlet.put(group.open(anchorOf(head, facts)))
      return outlet.room()
    },
    record(record) {
      if (!group) throw new Error('a record came before its group')
      countRedactions(record, redactions)
      outlet.put(group.record(record))
      return outlet.room()
    },
    end() {
      if (group) outlet.put(group.close())
      outlet.put(closePage(head, redactions, t))
      outlet.end()
      return Promise.resolve()
    },
  }
}
