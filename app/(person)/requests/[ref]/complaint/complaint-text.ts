import 'server-only'
import { getTranslations } from 'next-intl/server'
import { sayCite } from '#lib/deadlines/say-cite.ts'
import { sentenceOf } from '#lib/history/sentence-of.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import type { Result } from '#lib/kernel/result.ts'
import { lawsOf, routesOf } from '#lib/letters/remedies.ts'
import { sayRemedy } from '#lib/mail/letters/remedy.ts'
import type { viewComplaint } from '#lib/requests/view-complaint.ts'
import { speechIn } from '../../../../speech.ts'

export type Complaint = Extract<Awaited<ReturnType<typeof viewComplaint>> & Result<unknown>, { ok: true }>['value']

/** The draft of a complaint, its timeline and the ways open to the person, in the reader's language. */
export async function complaintText(complaint: Complaint) {
  const { ref, ground, refusal, receivedAt, dueOn, now, organisation, zone, remedy, history } = complaint
  const t = await getTranslations('letters.complaint')
  const speech = await speechIn(zone)
  const tell = createTranslator(speech.locale, 'history')
  const formats = { date: speech.date, instant: speech.instant }
  const [law = ''] = lawsOf(remedy.rules)
  const body = remedy.bodies?.find(one => one.law === law && one.at !== 'seat') ?? remedy.authority
  const cite = routesOf(law).find(({ route }) => route === 'authority')?.cite ?? ''
  const draft = [
    t('draft.to', { authority: body.name }),
    t('draft.about', {
      organisation: organisation.name,
      address: organisation.address,
      cite: sayCite(cite, speech.locale),
    }),
    t('draft.asked', { date: speech.day(receivedAt), ref }),
    t(`draft.${ground}`, { due: speech.date(dueOn), ground: refusal ? tell(`ground.${refusal}`) : '' }),
    t('draft.please'),
    t('draft.enclosed'),
    t('draft.name', { date: speech.day(now) }),
  ]
  const timeline = history.map(({ at, event }) => `${speech.instant(at)}: ${sentenceOf(event, tell, formats)}`)
  const ways = sayRemedy(remedy, createTranslator(speech.locale, 'mail'))
  return { body, draft, timeline, ways, speech }
}
