import type { Translator } from '#lib/i18n/translator.ts'
import type { MapProblem } from './map-problem.ts'
import { readReason } from './reason.ts'

/** A sentence on what is wrong with a map and where: `site.yml:12:9: …`. `t` speaks the namespace `sources`. */
export const describeProblem = (t: Translator, problem: MapProblem): string => {
  const { file, line, column } = problem
  return t('map.at', { file, line: String(line), column: String(column), problem: describeWhat(t, problem) })
}

/** The same without the place. */
export const describeWhat = (t: Translator, { code, what, nearest }: MapProblem): string => {
  const said = t(`map.${code}`, { what })
  return nearest === null ? said : t('map.did-you-mean', { problem: said, nearest })
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
