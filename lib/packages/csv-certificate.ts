import type { PackageHead } from './content.ts'
import { certificateDetails } from './coverage-words.ts'
import { countCoverage } from './words.ts'
import type { Translate } from './writer.ts'

/** The certificate as a table, for whoever has the tables alone; its rows place by place are in groups.csv. */
export const certificateLines = (head: PackageHead, t: Translate): string[][] => [
  ['title', 'text'],
  [t('coverage.title'), t('coverage.summary', countCoverage(head.coverage))],
  [t('coverage.title'), t(head.complete ? 'coverage.complete' : 'coverage.incomplete')],
  ...certificateDetails(head, t).flatMap(({ title, items }) => items.map(item => [title, item])),
]
