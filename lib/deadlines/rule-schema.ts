import { z } from 'zod'

/** A length of time as the law gives it. Months clamp to the last day of the month (Reg. 1182/71 Art. 3(2)(c)). */
export const period = z.strictObject({
  n: z.int().min(0).max(3660),
  unit: z.enum(['month', 'calendar_day', 'business_day']),
})
export type Period = z.infer<typeof period>

/** What happens when the last day is a day of rest. `skip_sundays_and_holidays`: South Africa, Act 33/1957 s.4. */
export const roll = z.enum(['none', 'next_working_day', 'skip_sundays_and_holidays'])
export type Roll = z.infer<typeof roll>

/** `exclusive` = answered − asked (the safe reading); `inclusive` = one more a pause (the letter of DPA 2018 s.54(3C)(b)). */
export const pauseCount = z.enum(['exclusive', 'inclusive'])
export type PauseCount = z.infer<typeof pauseCount>

/** What asking for something does to the clock; `policy` leaves it to the organisation's reading of the EDPB. */
const effect = z.enum(['none', 'forbidden', 'starts_clock', 'suspends', 'policy'])

const extension = z.strictObject({
  /** Counted from the start of the clock; null where the notice itself names the new date (CH, SG, KR). */
  total_from_start: period.nullable(),
  times: z.int().min(1),
  notice_by: z.literal('base_due'),
  notice_must_contain: z.array(z.string()).min(1),
})

const start = z.strictObject({
  latest_of: z.array(z.enum(['receipt', 'identity', 'fee', 'fee_reflection'])).min(1),
  reflection_days: z.int().positive().optional(),
  text: z.string(),
})

const citeByStep = z.strictObject({
  start: z.string().optional(),
  period: z.string().optional(),
  pause: z.string().optional(),
  extension: z.string().optional(),
  roll: z.string().optional(),
})

export const rule = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_]+(\.[a-zA-Z0-9_]+)+$/),
    regime: z.string().min(1),
    right: z.string().min(1),
    rights: z.array(z.enum(['access', 'rectification', 'erasure', 'restriction', 'portability', 'objection'])),
    duty: z.enum([
      'answer',
      'acknowledgement',
      'refusal_notice',
      'complaint_acknowledgement',
      'appeal_decision',
      'opt_out',
      'grievance',
    ]),
    /** ISO 3166 codes (`BR`, `US-CA`) or `EEA`; null where a rule accompanies another of its regime or nobody in particular. */
    applies_to: z.strictObject({ residents: z.array(z.string()), seats: z.array(z.string()) }).nullable(),
    /** Regimes of other names whose requests bring this duty too. */
    accompanies: z.array(z.string()).min(1).optional(),
    /** Where a fee may be asked for at all, on which article; absent: this law knows none. */
    fee: z.strictObject({ cite: z.string().min(1) }).optional(),
    base: period.nullable(),
    /** The organisation's own ceiling where the law says only "without delay". */
    policy_base: period.nullable(),
    start,
    id_check: z.strictObject({ effect, text: z.string() }),
    clarification: z.strictObject({
      effect,
      count: pauseCount,
      text: z.string(),
      only_if: z.literal('large_quantity').optional(),
    }),
    extension: extension.nullable(),
    roll,
    holidays: z.enum(['of_seat', 'not_subtracted']),
    effective_from: z.iso.date().nullable(),
    cite: z.string().min(1),
    cite_by_step: citeByStep,
    evidence: z.string().min(1),
    note: z.string(),
    enabled: z.boolean(),
    confirmed: z.boolean(),
  })
  .refine(r => r.base !== null || r.policy_base !== null, 'a rule needs a base or, without delay, a policy_base')
  .refine(
    r => (r.id_check.effect === 'starts_clock') === r.start.latest_of.includes('identity'),
    'id_check "starts_clock" and start.latest_of "identity" say the same thing and must agree',
  )
  .refine(
    r => r.fee !== undefined || !r.start.latest_of.some(what => what === 'fee' || what === 'fee_reflection'),
    'a clock that starts with a fee needs the article that allows the fee',
  )
  .refine(
    r => (r.start.reflection_days !== undefined) === r.start.latest_of.includes('fee_reflection'),
    'a fee reflection needs its reflection_days',
  )
export type Rule = z.infer<typeof rule>

export const rulesFile = z.strictObject({
  schema_version: z.literal(2),
  as_of: z.iso.date(),
  evidence_key: z.record(z.string(), z.string()),
  rules: z.array(rule).min(1),
  confirmed_key: z.string(),
})
