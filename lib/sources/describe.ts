import type { Translator } from '#lib/i18n/translator.ts'
import type { MapProblem } from './map-problem.ts'
import { readReason } from './reason.ts'

/** A sentence on what is wrong with a map and where: `site.yml:12:9: …`. `t` speaks the namespace `sources`. */
export const describeProblem = (t: Translator, { file, line, column, code, what, nearest }: MapProblem): string => {
  const said = t(`map.${code}`, { what })
  const problem = nearest === null ? said : t('map.did-you-mean', { problem: said, nearest })
  return t('map.at', { file, line: String(line), column: String(column), problem })
}

/** The reason of a collection result in words. `t` speaks the namespace `sources`. */
export const describeReason = (t: Translator, reason: string): string => {
  const { code, what } = readReason(reason)
  return t(`reason.${code}`, {
    what: code === 'not-searchable' || code === 'not-reached' ? identityName(t, what) : what,
  })
}

const identityName = (t: Translator, kinds: string) =>
  kinds
    .split(', ')
    .map(kind => (kind === 'email' ? t('reason.email') : kind))
    .join(', ')
