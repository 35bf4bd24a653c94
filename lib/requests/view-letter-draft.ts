import { z } from 'zod'
import { readStream } from '#lib/history/read-stream.ts'
import { readFields } from '#lib/kernel/fields.ts'
import { view } from '#lib/kernel/view.ts'
import { isWordingLocale } from '#lib/letters/wording.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { clockOf, extensionsNotified } from './clock-of.ts'
import { composeLetter } from './compose-letter.ts'
import { deriveDates, dueInputs } from './derive-dates.ts'
import { decideEach, extendedDates, newDateField } from './extension-decisions.ts'
import { findRemedy } from './find-remedy.ts'
import { isLate, latenessField, latenessOf } from './is-late.ts'
import { reasonField } from './keep-reason.ts'
import { lawOf } from './law-of.ts'
import { extensionGrounds, refusalGrounds } from './status.ts'
import { readByRef } from './store.ts'

const missing = { error: 'ground.missing' }
const asked = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('deadline-extended'),
    ground: z.enum(extensionGrounds, missing),
    reason: reasonField,
    newDate: newDateField,
  }),
  z.object({
    kind: z.literal('request-refused'),
    ground: z.enum(refusalGrounds, missing),
    reason: reasonField,
    lateness: latenessField,
  }),
])

type Query = {
  ref: string
  kind: 'deadline-extended' | 'request-refused'
  ground: unknown
  reason: unknown
  lateness?: unknown
  newDate?: unknown
}

/** The letter a decision would send, word for word, before anybody decides. Changes nothing. The look is recorded. */
export const viewLetterDraft = view({
  permission: 'finding:read',
  recordsLook: ({ ref }: Query) => ({ at: 'letter-draft', ref }),
  async run(scope, { ref, ...query }) {
    const request = await readByRef(scope.tx, ref)
    if (!request) return undefined
    const input = asked.safeParse(query)
    if (!input.success) return { fields: readFields(input.error) }
    const locale = isWordingLocale(request.locale) ? request.locale : 'en'
    if (input.data.kind === 'request-refused') {
      const { kind, lateness: typed, ...told } = input.data
      const lateness = latenessOf(isLate(request, scope.now), typed)
      if (!lateness.ok) return { fields: lateness.fields }
      const data = { ...told, lateness: lateness.value, remedy: await findRemedy(scope.tx, request) }
      const said = await composeLetter(scope, request, { kind, data })
      return { page: said[locale]!.page, locale }
    }
    const { kind, ground, reason, newDate } = input.data
    const organisation = (await readOrganisation(scope.tx))!
    const clock = clockOf(await readStream(scope.tx, `request:${request.id}`))
    const law = await lawOf(scope.tx, request, organisation)
    const decisions = decideEach(dueInputs(law, clock), scope.now, newDate)
    if (decisions.some(({ asksDay }) => asksDay)) return { fields: { newDate: ['new-date.missing'] } }
    const under = decisions.filter(({ decision }) => decision.ok).map(({ rule }) => rule)
    const notices = extensionsNotified(under, scope.now, newDate)
    const { governing } = deriveDates(law, [...clock, ...notices])
    const data = { ...extendedDates(decisions, request.dueOn, governing.dueDate), ground, reason }
    const after = { ...request, dueOn: governing.dueDate, dueAt: governing.dueAtExclusive }
    const said = await composeLetter(scope, after, { kind, data }, governing.steps)
    return { page: said[locale]!.page, locale }
  },
})
