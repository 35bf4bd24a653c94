import type { Ground, PackageHead } from './content.ts'
import { foreign, points, section, terms, words } from './html-text.ts'
import { listRedactions } from './leaf.ts'
import { instantWords } from './words.ts'
import type { Translate } from './writer.ts'

/** The last section: what happened to the request, what was held back, how to read this page. */
export const closePage = (head: PackageHead, redactions: Map<Ground, number>, t: Translate): string => {
  const grounds = listRedactions(redactions)
  const count = grounds.reduce((sum, ground) => sum + ground.count, 0)
  const steps = head.steps.map(({ at, sentence }): [string, string] => [
    instantWords(at, head.organisation.zone, head.locale),
    words(sentence),
  ])
  const held = grounds.map(({ ground, count }) => words(t('closing.ground', { ground: t(`ground.${ground}`), count })))
  const reading = ['exact', 'words', 'escape', 'nested'].map(point =>
    words(t(`closing.reading-${point}`, { sign: '‹', end: '›' })),
  )
  const content = [
    ...(steps.length > 0 ? [`<h3>${words(t('closing.steps-title'))}</h3>\n`, terms(steps)] : []),
    `<h3>${words(t('closing.withheld-title'))}</h3>\n<p>${words(t('closing.withheld', { count }))}</p>\n`,
    ...(count > 0 ? [points(held)] : []),
    `<h3>${words(t('closing.reading-title'))}</h3>\n${points(reading)}`,
    `<h3>${words(t('closing.checking-title'))}</h3>\n<p>${words(t('closing.checking'))}</p>\n`,
  ]
  const foot = `<footer><p class="soft">${foreign(head.organisation.name)} · ${foreign(head.ref)}</p></footer>`
  return `${section('closing', t('closing.title'), content.join(''))}</main>\n${foot}\n</body>\n</html>\n`
}
