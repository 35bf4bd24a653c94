import { z } from 'zod'
import json from './remedies.json' with { type: 'json' }

/** Where somebody can turn: us once more, our formal appeal, a body outside, a court. */
export const routes = ['controller', 'appeal', 'authority', 'court'] as const
export type Route = (typeof routes)[number]

const file = z.strictObject({
  schema_version: z.literal(1),
  as_of: z.iso.date(),
  remedies: z.array(
    z.strictObject({
      /** First part of a rule's id: `eu_gdpr.access` is a rule of `eu_gdpr`. */
      law: z.string(),
      routes: z.array(z.strictObject({ route: z.enum(routes), cite: z.string().min(1) })).min(1),
      evidence: z.string().min(1),
      confirmed: z.boolean(),
    }),
  ),
})

/** What each law gives against a decision, in the order in which it is told. */
export const remedies = file.parse(json).remedies

const own = 'policy_default'

export const lawOf = (rule: string): string => rule.split('.')[0] ?? own

/** The laws of some rules, each once; where none is known, the organisation's own promise, so that there is always a remedy. */
export function lawsOf(rules: readonly string[]): string[] {
  const known = rules.map(lawOf).map(law => (remedies.some(one => one.law === law) ? law : own))
  return known.length > 0 ? [...new Set(known)] : [own]
}

export const routesOf = (law: string) => (remedies.find(one => one.law === law) ?? remedies.at(-1)!).routes
